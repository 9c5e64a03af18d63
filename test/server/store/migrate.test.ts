import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '#server/store/migrate.ts';
import type { Migration } from '#server/store/migration.ts';
import { openSqlite } from '#server/store/sqlite-database.ts';
import { NodeSqliteDialect } from '#server/store/sqlite-dialect.ts';
import { STORE_FILE, openStore } from '#server/store/store.ts';
import type { Tables } from '#server/store/tables.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function storeChangedBy(statement: string): Promise<string> {
  const folder = temporaryFolder();
  await (await openStore(folder)).close();
  const database = new DatabaseSync(join(folder, STORE_FILE));
  database.exec(statement);
  database.close();
  return folder;
}

test('a store of a newer version is refused and left as it is', async () => {
  const folder = await storeChangedBy(`insert into migrations values ('0999-from-the-future', 'x', 'x')`);
  const before = stepsOf(folder);
  expect(before).toContain('0999-from-the-future');
  await expect(openStore(folder)).rejects.toMatchObject({
    code: 'STORE_TOO_NEW',
    message: expect.stringContaining('0999-from-the-future'),
  });
  expect(stepsOf(folder)).toEqual(before);
});

test('a store whose step was made by other statements is refused', async () => {
  const folder = await storeChangedBy(`update migrations set checksum = 'another'`);
  await expect(openStore(folder)).rejects.toMatchObject({ code: 'STORE_TOO_NEW' });
});

test('a step that fails leaves the store at the step before it', async () => {
  const database = openSqlite(join(temporaryFolder(), 'x.db'));
  const kysely = new Kysely<Tables>({ dialect: new NodeSqliteDialect(database) });
  onTestFinished(() => kysely.destroy());
  const step = (name: string, ...statements: string[]): Migration => ({
    name,
    statements: () => statements.map((statement) => sql.raw(statement)),
  });
  const good = step('0001', 'create table a (x integer) strict');
  const bad = step('0002', 'create table b (x integer) strict', 'this is not sql');
  await expect(migrate(kysely, [good, bad])).rejects.toThrow();
  expect(tablesOf(database)).toEqual(['a', 'migrations']);

  await migrate(kysely, [good, step('0002', 'create table b (x integer) strict')]);
  expect(tablesOf(database)).toEqual(['a', 'b', 'migrations']);
});

function stepsOf(folder: string): unknown[] {
  const database = new DatabaseSync(join(folder, STORE_FILE));
  const rows = database.prepare('select name from migrations order by name').all();
  database.close();
  return rows.map((row) => row.name);
}

function tablesOf(database: DatabaseSync): unknown[] {
  return database
    .prepare(`select name from sqlite_schema where type = 'table' order by name`)
    .all()
    .map((row) => row.name);
}
