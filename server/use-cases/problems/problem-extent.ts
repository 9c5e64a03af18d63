import { PROBLEM_LIMITS } from '#solver/contract/api/problems.ts';
import { MileError } from '#solver/contract/errors.ts';

/** `part` counts from 0. Throws FILE_TOO_LARGE for one beyond the last that is kept. */
export function refusePart(part: number): void {
  if (part >= PROBLEM_LIMITS.parts) throw tooLarge();
}

/** Throws INVALID_INPUT for a file without content, FILE_TOO_LARGE for one of more parts than are kept. */
export function refuseParts(parts: number): void {
  if (parts > PROBLEM_LIMITS.parts) throw tooLarge();
  if (parts > 0) return;
  throw new MileError('INVALID_INPUT', 'The file is empty. Give one that holds a problem.', { parts });
}

function tooLarge(): MileError {
  const { parts, partBytes } = PROBLEM_LIMITS;
  return new MileError(
    'FILE_TOO_LARGE',
    `The file is larger than the ${(parts * partBytes) / 1024 ** 3} GiB that are kept of a problem. Leave out pairs that have no chance.`,
    { mostBytes: parts * partBytes },
  );
}
