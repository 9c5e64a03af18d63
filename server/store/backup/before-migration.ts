import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { stepsToCome } from '../migrate.ts';
import { backUp } from './back-up.ts';
import { BACKUP_FOLDER } from './kept-backups.ts';

/** Backs a store up before steps that it does not know yet; a new one has nothing to lose. */
export function backUpBeforeMigration(storeFile: string): void {
  const [next] = existsSync(storeFile) ? stepsToCome(appliedTo(storeFile)) : [];
  if (next === undefined) return;
  const target = join(dirname(storeFile), BACKUP_FOLDER, `before-${next}.db`);
  // A start that was cut short has made it already.
  if (!existsSync(target)) backUp(storeFile, target);
}

/** Undefined where the file holds nothing yet. */
function appliedTo(storeFile: string): string[] | undefined {
  const database = new DatabaseSync(storeFile);
  try {
    if (database.prepare(`select 1 from sqlite_schema where name = 'migrations'`).all().length === 0)
      return undefined;
    const names = database.prepare('select name from migrations').all();
    return names.length === 0 ? undefined : names.map(({ name }) => String(name));
  } finally {
    database.close();
  }
}
