import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { isPostgres } from '../dialects.ts';
import type { Tables } from '../tables.ts';

/**
 * Work during which no trigger of ours says no: rows that came to be one after the other, each allowed then, arrive at once. Foreign keys and
 * checks hold all the time. The triggers are back when the work is done, and with a rollback.
 */
export async function withoutTriggers(
  database: Transaction<Tables>,
  tables: readonly (keyof Tables)[],
  work: () => Promise<void>,
): Promise<void> {
  const back = isPostgres(database) ? await disabled(database, tables) : await taken(database);
  await work();
  for (const statement of back) await sql.raw(statement).execute(database);
}

async function disabled(database: Transaction<Tables>, tables: readonly string[]): Promise<string[]> {
  for (const table of tables)
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(database);
  return tables.map((table) => `alter table "${table}" enable trigger user`);
}

/** SQLite cannot switch a trigger off: it is dropped, and made again from its own words. */
async function taken(database: Transaction<Tables>): Promise<string[]> {
  const triggers = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_schema where type = 'trigger' order by rowid`.execute(database);
  for (const { name } of triggers.rows) await sql`drop trigger ${sql.id(name)}`.execute(database);
  return triggers.rows.map((trigger) => trigger.sql);
}
