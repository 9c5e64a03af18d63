import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { isPostgres } from '../dialects.ts';
import type { Tables } from '../tables.ts';

/** Steps are each database's own: their statements differ. */
const MIGRATIONS = 'migrations';

/** The tables that hold what people keep, in the order in which they were made: what a table refers to comes before it. */
export async function tablesOf(database: Kysely<Tables>): Promise<(keyof Tables)[]> {
  const names = isPostgres(database)
    ? sql<{ name: string }>`
        select relname as name from pg_class
        where relkind = 'r' and relnamespace = current_schema()::regnamespace order by oid`
    : sql<{ name: string }>`
        select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by rowid`;
  const { rows } = await names.execute(database);
  return rows.map(({ name }) => name).filter((name) => name !== MIGRATIONS) as (keyof Tables)[];
}
