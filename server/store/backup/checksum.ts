import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { MileError } from '#solver/contract/errors.ts';

const CHUNK_BYTES = 1 << 20;

/** Where the checksum of a backup lies. */
export const checksumFileOf = (file: string): string => `${file}.sha256`;

/** SHA-256 of a file in hexadecimal digits, once all of the file is on the disk. */
export function checksumOfFile(file: string): string {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
    const hash = createHash('sha256');
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let read; (read = readSync(descriptor, chunk)) > 0;) hash.update(chunk.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}

/** In the form of `sha256sum`, so that a backup can be checked without this program. */
export function writeChecksum(file: string, checksum: string): void {
  writeFileSync(checksumFileOf(file), `${checksum}  ${basename(file)}\n`, { mode: 0o600, flush: true });
}

/** Throws INVALID_INPUT where the file is not the one whose checksum lies beside it, or none does. */
export function compareChecksum(file: string): void {
  const beside = checksumFileOf(file);
  if (!existsSync(beside))
    throw new MileError(
      'INVALID_INPUT',
      `There is no ${beside}, so nothing tells whether ${file} is whole. Copy both files of the backup.`,
    );
  const [expected = ''] = readFileSync(beside, 'utf8').split(/\s/);
  if (expected === checksumOfFile(file)) return;
  throw new MileError(
    'INVALID_INPUT',
    `${file} is not the backup that was written: its checksum differs from the one in ${beside}. Take another backup. Nothing was changed.`,
  );
}

/** A rename is kept through a power cut once its folder is on the disk. Windows knows no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
