import { statSync } from 'node:fs';

/** Bytes of an embedded store and of the log beside it. */
export function storeBytes(storeFile: string): number {
  return [storeFile, `${storeFile}-wal`].reduce(
    (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
