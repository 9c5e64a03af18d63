/** Size of the lettering in pictures, in pixels. */
export const LETTER_SIZE = 13;
/** Mean width of a letter of the interface's face, in its own size: measured over English names at 13 px. */
const LETTER_WIDTH = 0.53;

/** About how wide a text will be, in pixels; good enough to leave room for it. */
export function widthOf(text: string, size = LETTER_SIZE): number {
  return text.length * size * LETTER_WIDTH;
}

/** The text, or as much of its beginning as fits, with an ellipsis. */
export function fittedTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const room = Math.max(1, Math.floor(width / (LETTER_SIZE * LETTER_WIDTH)) - 1);
  return `${text.slice(0, room).trimEnd()}…`;
}

/** Words in lines no wider than `width`; a longer word has a line of its own. */
export function linesOf(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A number at a tick or in a table: at most three digits that count, thousands apart. */
export function numberWords(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) >= 1000 ? 21 : 3 });
}
