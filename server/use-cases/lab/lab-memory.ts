import type { LabSize } from '#solver/contract/api/lab.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { EngineName } from '#solver/contract/outcome.ts';

/**
 * Memory that an allowed pair takes from its score to its certified answer. Measured 104 bytes on auto at 0.1 to 1.9 million pairs, 1,900 on
 * glpk and 1,400 on highs at 5,000 to 73,000; of scoring, which lists all pairs of the looser rules, up to 250.
 */
const BYTES_PER_PAIR: Readonly<Record<EngineName, number>> = {
  auto: 250,
  flow: 250,
  glpk: 2_000,
  highs: 2_000,
};
const BYTES_PER_PERSON = 12_000;
/** The thread with its engines and the programme's places. */
const BYTES_OF_THREAD = 100_000_000;
const MEGABYTE = 1e6;

/**
 * Refuses sizes that would not fit beside everything else on this machine. `allowedShare` of all pairs are allowed; `availableBytes` are
 * left. Throws NOT_ENOUGH_MEMORY with the figure.
 */
export function refuseTooLarge(
  sizes: readonly LabSize[],
  engines: readonly EngineName[],
  allowedShare: number,
  availableBytes = process.availableMemory(),
): void {
  for (const size of sizes) {
    for (const engine of engines) {
      const neededBytes = bytesFor(size, engine, allowedShare);
      if (neededBytes > availableBytes) throw tooLarge(size, engine, neededBytes, availableBytes);
    }
  }
}

function bytesFor({ participants, mentors }: LabSize, engine: EngineName, allowedShare: number): number {
  const pairs = participants * mentors * allowedShare;
  return pairs * BYTES_PER_PAIR[engine] + (participants + mentors) * BYTES_PER_PERSON + BYTES_OF_THREAD;
}

function tooLarge(
  { participants, mentors }: LabSize,
  engine: EngineName,
  neededBytes: number,
  availableBytes: number,
): MileError {
  return new MileError(
    'NOT_ENOUGH_MEMORY',
    `${participants.toLocaleString('en')} participants and ${mentors.toLocaleString('en')} mentors with the engine “${engine}” need about ` +
      `${megabytes(neededBytes)} of memory, and ${megabytes(availableBytes)} is left. Choose fewer people, or leave this engine out.`,
    { participants, mentors, engine, neededBytes: Math.round(neededBytes), availableBytes },
  );
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE).toLocaleString('en')} MB`;
}
