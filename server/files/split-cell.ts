import type { Vocabulary } from './vocabulary.ts';

const OTHER = /^other\b\s*[:\-–—(]/iu;
/** "1. Leadership", "2) Advocacy": the place is the order already. */
const PLACE = /^\d{1,2}\s*[.)]\s+/u;

/**
 * The parts of a cell that names several options, in order, each once. Line breaks, ";" and "|" always part; commas part as well,
 * but the longest run of pieces that is a name stays whole ("Diversity, equity and inclusion"). What follows "Other:" stays
 * whole up to the next name.
 */
export function splitCell(cell: string, vocabulary: Vocabulary): string[] {
  if (vocabulary.exact(cell) !== undefined) return [cell.trim()];
  const parts = cell
    .split(/[\n\r;|]+/u)
    .flatMap((part) => splitAtCommas(part, vocabulary))
    .map((part) => part.trim().replace(PLACE, ''))
    .filter((part) => part !== '');
  return [...new Set(parts)];
}

function splitAtCommas(text: string, vocabulary: Vocabulary): string[] {
  const pieces = text.split(',');
  const parts: string[] = [];
  let index = 0;
  while (index < pieces.length) {
    const length = longestName(pieces, index, vocabulary);
    const part = pieces.slice(index, index + Math.max(1, length)).join(',');
    const last = parts.at(-1);
    if (length === 0 && last !== undefined && OTHER.test(last.trim()))
      parts[parts.length - 1] = `${last},${part}`;
    else parts.push(part);
    index += Math.max(1, length);
  }
  return parts;
}

/** How many pieces from `start` on make up the longest name; 0 where none does. */
function longestName(pieces: readonly string[], start: number, vocabulary: Vocabulary): number {
  const most = Math.min(vocabulary.mostCommas + 1, pieces.length - start);
  for (let length = most; length > 0; length -= 1) {
    const name = pieces
      .slice(start, start + length)
      .join(',')
      .trim()
      .replace(PLACE, '');
    if (vocabulary.exact(name) !== undefined) return length;
  }
  return 0;
}
