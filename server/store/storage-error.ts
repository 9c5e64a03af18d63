import { MileError } from '#solver/contract/errors.ts';

/** SQLite's result codes that a person can mend (https://sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_IOERR_SHMSIZE = 4874;

/** SQLite's errors in our terms; what nobody can mend passes as it is. */
export function storageError(error: unknown): unknown {
  const code = resultCode(error);
  if (code === SQLITE_FULL || code === SQLITE_IOERR_SHMSIZE)
    return new MileError(
      'STORAGE_FULL',
      'The disk is full, so nothing was saved. Free some space and try again; what was saved before is safe.',
    );
  if (code !== undefined && (code & 0xff) === SQLITE_BUSY)
    return new MileError(
      'BUSY',
      'Another program has been writing to the store for 5 s. Try again in a moment, or end that program.',
    );
  return error;
}

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}
