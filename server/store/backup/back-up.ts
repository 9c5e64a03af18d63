import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MileError } from '#solver/contract/errors.ts';
import { storageError } from '../storage-error.ts';
import { checkDatabaseFile } from './check-database-file.ts';
import { checksumOfFile, syncFolder, writeChecksum } from './checksum.ts';

const OWNER_ONLY = 0o600;

/**
 * Copies a store into one file, while a service may be using it: what was committed when the copy began is in it, and nothing else. The copy
 * is checked, then takes its name at once; beside it lies `FILE.sha256`, as `sha256sum -c` reads it. Gives the checksum.
 * Throws INVALID_INPUT where FILE exists already, NOT_FOUND where there is no store, STORAGE_FULL.
 */
export function backUp(storeFile: string, target: string): string {
  if (existsSync(target)) throw exists(target);
  if (!existsSync(storeFile)) throw noStore(storeFile);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const part = `${target}.part`;
  rmSync(part, { force: true });
  try {
    copyInto(storeFile, part);
    checkDatabaseFile(part);
    const checksum = checksumOfFile(part);
    writeChecksum(target, checksum);
    renameSync(part, target);
    syncFolder(dirname(target));
    return checksum;
  } finally {
    rmSync(part, { force: true });
  }
}

function copyInto(storeFile: string, part: string): void {
  // SQLite writes into an empty file, and keeps the mode that it has.
  writeFileSync(part, '', { mode: OWNER_ONLY });
  const database = new DatabaseSync(storeFile, { timeout: 5_000 });
  try {
    database.prepare('vacuum into ?').run(part);
  } catch (error) {
    throw storageError(error);
  } finally {
    database.close();
  }
}

function exists(target: string): MileError {
  return new MileError(
    'INVALID_INPUT',
    `${target} exists already, and a backup overwrites nothing. Give another name.`,
    { file: basename(target) },
  );
}

function noStore(storeFile: string): MileError {
  return new MileError(
    'NOT_FOUND',
    `There is no store at ${storeFile}. Set DATA_DIR to the folder of the service.`,
  );
}
