/** Characters that one file system or another refuses, or that do not show. */
const REFUSED = /[\\/:*?"<>|\p{C}]+/gu;
/** Most bytes of one part: file systems take 255 for a whole name, and there are two parts, a day and an ending. */
const PART_BYTES = 115;
const encoder = new TextEncoder();

function partOf(text: string): string {
  const plain = text.replaceAll(REFUSED, ' ').replaceAll(/\s+/g, ' ').trim();
  let part = '';
  for (const character of plain) {
    if (encoder.encode(part + character).length > PART_BYTES) break;
    part += character;
  }
  return part.trim();
}

/** The day as the reader's calendar has it: YYYY-MM-DD. */
function dayOf(time: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** A name that every file system takes: "Spring 2026 match 2026-03-01.csv". */
export function fileName(parts: readonly string[], day: Date, extension: string): string {
  const words = [...parts.map(partOf), dayOf(day)].filter((part) => part !== '');
  return `${words.join(' ').replace(/^\.+/, '')}.${extension}`;
}
