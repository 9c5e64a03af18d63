import { join } from 'node:path';
import { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '#server/store/sqlite-database.ts';
import { NodeSqliteDialect } from '#server/store/sqlite-dialect.ts';
import { storeOver } from '#server/store/store.ts';
import type { Tables } from '#server/store/tables.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a full disk is told as such, nothing is half saved, and reading goes on', async () => {
  const database = openSqlite(join(temporaryFolder(), 'small.db'));
  const store = await storeOver(new Kysely<Tables>({ dialect: new NodeSqliteDialect(database) }));
  onTestFinished(() => store.close());
  await store.cohorts.add({ id: 'cohort-1', name: 'Before', programme: 'minnesota', programmeVersion: 1 });

  // SQLite's own limit on the file: the same result code as a disk without space.
  const pages = Number(database.prepare('pragma page_count').get()?.page_count) + 3;
  database.exec(`pragma max_page_count = ${pages}`);
  const people = Array.from({ length: 100 }, (_, index) => ({
    side: 'mentor' as const,
    id: `m${index}`,
    name: 'Somebody',
    valuesJson: JSON.stringify({ text: 'x'.repeat(1_000) }),
  }));
  const work = store.transaction(async (inside) => {
    await inside.cohorts.advance('cohort-1', 1);
    await inside.people.put('cohort-1', people);
  });
  await expect(work).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  expect(await store.people.of('cohort-1')).toEqual([]);
  expect(await store.cohorts.head('cohort-1')).toMatchObject({ name: 'Before', version: 1 });

  database.exec('pragma max_page_count = 100000');
  await store.people.put('cohort-1', people);
  expect(await store.people.of('cohort-1')).toHaveLength(100);
});
