import { join } from 'node:path';
import { MileError } from '#solver/contract/errors.ts';
import type { Config } from '../config.ts';
import { STORE_FILE } from '../store/store.ts';

/** The file of the embedded store. Throws INVALID_INPUT where the data is in PostgreSQL, which has tools of its own. */
export function storeFileOf({ dataDir, databaseUrl }: Config): string {
  if (databaseUrl === undefined) return join(dataDir, STORE_FILE);
  throw new MileError(
    'INVALID_INPUT',
    'DATABASE_URL is set: the data is in PostgreSQL. Back it up with pg_dump and restore it with pg_restore, or unset DATABASE_URL for the store in DATA_DIR.',
  );
}
