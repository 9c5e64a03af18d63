import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { STORE_FILE } from '#server/store/store.ts';

/** Runs statements on the store's file beside the service, as somebody does who wants to change the past. */
export function tamper(folder: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(folder, STORE_FILE));
  try {
    work(database);
  } finally {
    database.close();
  }
}
