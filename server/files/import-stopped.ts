import { MileError } from '#solver/contract/errors.ts';

/** Whoever imports has left. */
export function importStopped(): MileError {
  return new MileError(
    'STOPPED',
    'The import was stopped. Nothing was written. Give the file again to begin anew.',
  );
}
