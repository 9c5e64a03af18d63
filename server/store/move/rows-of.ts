import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { isPostgres } from '../dialects.ts';
import type { Tables } from '../tables.ts';

export type Row = Record<string, string | number | null>;

/** A match set of the largest cohort takes some megabytes. */
const ROWS_AT_ONCE = 50;

/** All rows of a table, some at a time, so that no table has to fit into memory. */
export async function* rowsOf(database: Transaction<Tables>, table: keyof Tables): AsyncIterable<Row[]> {
  if (isPostgres(database)) yield* fetched(database, table);
  else yield* stepped(database, table);
}

async function* stepped(database: Transaction<Tables>, table: keyof Tables): AsyncIterable<Row[]> {
  let rows: Row[] = [];
  for await (const row of database.selectFrom(table).selectAll().stream()) {
    rows.push({ ...(row as Row) });
    if (rows.length === ROWS_AT_ONCE) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

async function* fetched(database: Transaction<Tables>, table: keyof Tables): AsyncIterable<Row[]> {
  await sql`declare moved no scroll cursor for select * from ${sql.table(table)}`.execute(database);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(ROWS_AT_ONCE)} from moved`.execute(database);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close moved`.execute(database);
}
