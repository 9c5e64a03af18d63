import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { isPostgres } from './dialects.ts';
import type { Tables } from './tables.ts';

/** Any number, the same in every process of this program: PostgreSQL knows advisory locks by numbers. */
const WRITER = 0x4d494c45;

/**
 * A transaction that is the only one of its kind on the store, whatever process others run in: what it reads stays true until it writes. All of
 * `work` or nothing of it. SQLite's BEGIN IMMEDIATE gives that by itself.
 */
export function alone<T>(
  database: Kysely<Tables>,
  work: (inside: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (inside) => {
    if (isPostgres(inside)) await sql`select pg_advisory_xact_lock(${sql.lit(WRITER)})`.execute(inside);
    return work(inside);
  });
}
