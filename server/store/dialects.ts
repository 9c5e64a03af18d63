import { PostgresAdapter } from 'kysely';
import type { Kysely } from 'kysely';

/** Is it PostgreSQL? Else it is SQLite. */
export function isPostgres(database: Pick<Kysely<unknown>, 'getExecutor'>): boolean {
  return database.getExecutor().adapter instanceof PostgresAdapter;
}
