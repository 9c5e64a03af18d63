import { MileError } from '#solver/contract/errors.ts';

/**
 * Memory that a thread takes for each pair of a problem file, from its text to its certified answer: 170 to 330 bytes at 1 to 4.5
 * million pairs on every engine, more for small problems, which need not be refused.
 */
const BYTES_PER_PAIR = 330;
const GIGABYTE = 1e9;

const COMMA = ','.charCodeAt(0);
const END = ']'.charCodeAt(0);

/**
 * How many pairs a problem file lists, from its text alone: the commas of its scores. A text in which they cannot be found has none; the
 * schema will refuse it.
 */
export function pairsInText(body: Uint8Array): number {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const begin = text.indexOf('[', text.indexOf('"score"'));
  if (begin < 0) return 0;
  const scores = text.subarray(begin + 1, text.indexOf(END, begin));
  let commas = 0;
  for (let at = 0; at < scores.length; at += 1) if (scores[at] === COMMA) commas += 1;
  return commas > 0 || /\S/u.test(scores.toString('latin1')) ? commas + 1 : 0;
}

/** Refuses what would not fit beside everything else on this machine. `availableBytes` are left now. Throws NOT_ENOUGH_MEMORY. */
export function refuseWithoutMemory(pairs: number, availableBytes = process.availableMemory()): void {
  const neededBytes = pairs * BYTES_PER_PAIR;
  if (neededBytes <= availableBytes) return;
  throw new MileError(
    'NOT_ENOUGH_MEMORY',
    `${pairs.toLocaleString('en')} pairs need about ${inGigabytes(neededBytes)} of memory, and ${inGigabytes(availableBytes)} is left. ` +
      'List fewer pairs, for each person those with the best scores, or use a machine with more memory.',
    { pairs, neededBytes, availableBytes },
  );
}

function inGigabytes(bytes: number): string {
  return `${(bytes / GIGABYTE).toFixed(1)} GB`;
}
