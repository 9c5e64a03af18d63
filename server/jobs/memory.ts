import { MileError } from '#solver/contract/errors.ts';
import type { ErrorDetails } from '#solver/contract/errors.ts';

/**
 * Memory that a thread takes for each pair of a problem file, from its text to its certified answer: 170 to 330 bytes at 1 to 4.5
 * million pairs on every engine, more for small problems, which need not be refused.
 */
const BYTES_PER_PAIR = 330;
const GIGABYTE = 1e9;

const COLON = ':'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const BEGIN = '['.charCodeAt(0);
const END = ']'.charCodeAt(0);
const BLANKS = new Set([...' \t\r\n'].map((blank) => blank.charCodeAt(0)));
const SCORES = '"score"';

/**
 * How many pairs a problem file lists, from its text alone: the commas of its scores. A text in which they cannot be found has none; the
 * schema will refuse it. Somebody may be called "score": only a key is followed by a list. A key that stands twice counts twice, since
 * either list may be the one that is read.
 */
export function pairsInText(body: Uint8Array): number {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let pairs = 0;
  for (let at = text.indexOf(SCORES); at >= 0; at = text.indexOf(SCORES, at + SCORES.length)) {
    const list = listAfterKey(text, at + SCORES.length);
    if (list) pairs += entriesOf(list);
  }
  return pairs;
}

/** What stands between the brackets, where a colon and a list follow. */
function listAfterKey(text: Buffer, from: number): Buffer | undefined {
  const colon = afterBlanks(text, from);
  if (text[colon] !== COLON) return undefined;
  const begin = afterBlanks(text, colon + 1);
  return text[begin] === BEGIN ? text.subarray(begin + 1, text.indexOf(END, begin)) : undefined;
}

function afterBlanks(text: Buffer, from: number): number {
  let at = from;
  while (BLANKS.has(text[at] ?? COLON)) at += 1;
  return at;
}

function entriesOf(list: Buffer): number {
  let commas = 0;
  for (let at = 0; at < list.length; at += 1) if (list[at] === COMMA) commas += 1;
  return commas > 0 || afterBlanks(list, 0) < list.length ? commas + 1 : 0;
}

/** Refuses what would not fit beside everything else on this machine. `availableBytes` are left now. Throws NOT_ENOUGH_MEMORY. */
export function refuseWithoutMemory(pairs: number, availableBytes = process.availableMemory()): void {
  refuse(`${pairs.toLocaleString('en')} pairs need`, pairs * BYTES_PER_PAIR, availableBytes, { pairs });
}

/**
 * Refuses a problem file of so many bytes before it is loaded: deflated to about a third it is held twice, by the process and by the
 * thread that reads it, beside the columns that come of it. `availableBytes` are left now. Throws NOT_ENOUGH_MEMORY.
 */
export function refuseToLoad(fileBytes: number, availableBytes = process.availableMemory()): void {
  refuse('To read this problem file takes', fileBytes, availableBytes, { fileBytes });
}

function refuse(what: string, neededBytes: number, availableBytes: number, figures: ErrorDetails): void {
  if (neededBytes <= availableBytes) return;
  throw new MileError(
    'NOT_ENOUGH_MEMORY',
    `${what} about ${inGigabytes(neededBytes)} of memory, and ${inGigabytes(availableBytes)} is left. ` +
      'List fewer pairs, for each person those with the best scores, or use a machine with more memory.',
    { ...figures, neededBytes, availableBytes },
  );
}

function inGigabytes(bytes: number): string {
  return `${(bytes / GIGABYTE).toFixed(1)} GB`;
}
