import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MileError } from '#solver/contract/errors.ts';
import { refuseTooNew } from '../migrate.ts';
import { checkDatabaseFile } from './check-database-file.ts';
import { checksumOfFile, compareChecksum, syncFolder } from './checksum.ts';

export interface Restored {
  /** Where the store that was there before lies now. */
  setAside: string | undefined;
}

/**
 * Puts a backup in the place of a store: all of it or nothing. A store that is there is set aside, never deleted, and only if `replace` says
 * so. Throws INVALID_INPUT where the backup is not whole or a store is in the way, STORE_TOO_NEW, BUSY while a service uses the store.
 */
export function restore(backup: string, storeFile: string, replace: boolean): Restored {
  if (!existsSync(backup)) throw new MileError('NOT_FOUND', `There is no file ${backup}.`);
  compareChecksum(backup);
  checkDatabaseFile(backup);
  refuseTooNew(stepsOf(backup));
  const isThere = existsSync(storeFile);
  if (isThere && !replace) throw inTheWay(storeFile);
  mkdirSync(dirname(storeFile), { recursive: true, mode: 0o700 });
  const part = `${storeFile}.part`;
  try {
    copyFileSync(backup, part, constants.COPYFILE_FICLONE);
    if (checksumOfFile(part) !== checksumOfFile(backup)) throw new Error('the copy differs from the backup');
    const setAside = isThere ? setStoreAside(storeFile) : undefined;
    renameSync(part, storeFile);
    syncFolder(dirname(storeFile));
    return { setAside };
  } finally {
    rmSync(part, { force: true });
  }
}

/** The old store as a single file under another name; a copy of it keeps its place until the backup takes it. */
function setStoreAside(storeFile: string): string {
  foldIn(storeFile);
  const moment = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const aside = join(dirname(storeFile), `before-restore-${moment}-${basename(storeFile)}`);
  copyFileSync(storeFile, aside, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  checksumOfFile(aside);
  return aside;
}

/** Leaving WAL folds what lies beside the file into it, and is refused while anybody else has the store open. */
function foldIn(storeFile: string): void {
  const database = new DatabaseSync(storeFile);
  try {
    database.exec('pragma journal_mode = delete');
  } catch {
    throw new MileError(
      'BUSY',
      `${storeFile} is in use. End the service first, then restore. Nothing was changed.`,
    );
  } finally {
    database.close();
  }
}

function stepsOf(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('select name from migrations').all();
  database.close();
  return rows.map(({ name }) => String(name));
}

function inTheWay(storeFile: string): MileError {
  return new MileError(
    'INVALID_INPUT',
    `There is a store at ${storeFile}. To put the backup in its place, say --replace; the store that is there is kept under another name.`,
  );
}
