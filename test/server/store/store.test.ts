import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '#server/store/sqlite-database.ts';
import { STORE_FILE, openStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import type { StoredPerson } from '#server/store/people.ts';
import { anyMatchSet } from '../../support/match-set.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function open(folder = temporaryFolder()): Promise<{ store: Store; file: string; folder: string }> {
  const store = await openStore(folder);
  onTestFinished(() => store.close());
  return { store, folder, file: join(folder, STORE_FILE) };
}

const COHORT = { id: 'cohort-1', name: 'Class of 2026', programme: 'minnesota', programmeVersion: 1 };
const person = (id: string, side: StoredPerson['side'] = 'mentor', valuesJson = '{}'): StoredPerson => ({
  id,
  side,
  name: `Name of ${id}`,
  valuesJson,
});

describe('the database itself', () => {
  test('refuses to change a match set, whoever asks', async () => {
    const { store, file } = await open();
    await store.cohorts.add(COHORT);
    await store.matchSets.add(anyMatchSet());
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    for (const column of ['name', 'matched', 'outcome_json', 'record_hash'])
      expect(() => other.exec(`update match_sets set ${column} = ${column}`)).toThrow(
        'a match set is immutable',
      );
    expect(await store.matchSets.get('matchset-1')).toEqual(anyMatchSet());
  });

  test('refuses people of a cohort that does not exist, and values of another type', async () => {
    const { store, file } = await open();
    await expect(store.people.put('nowhere', [person('m1')])).rejects.toThrow(/FOREIGN KEY/);
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    expect(() =>
      other.exec(
        `insert into cohorts (id, name, programme, version, created_at) values ('x', 'x', 'x', 'not a number', 'x')`,
      ),
    ).toThrow(/INTEGER/);
  });

  test('is set to lose nothing', () => {
    const database = openSqlite(join(temporaryFolder(), 'x.db'));
    onTestFinished(() => database.close());
    const setting = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
    expect(setting('journal_mode')).toBe('wal');
    expect(setting('synchronous')).toBe(2);
    expect(setting('busy_timeout')).toBe(5000);
    expect(setting('foreign_keys')).toBe(1);
    expect(setting('trusted_schema')).toBe(0);
    expect(setting('secure_delete')).toBe(1);
  });
});

describe('files that only their owner may read', () => {
  const modesIn = (folder: string) =>
    Object.fromEntries(
      readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
    );
  const PRIVATE = { 'mile.db': '600', 'mile.db-wal': '600', 'mile.db-shm': '600' };

  test('in a folder that everybody may read', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const { store } = await open(folder);
    await store.cohorts.add(COHORT);
    expect(modesIn(folder)).toEqual(PRIVATE);
  });

  test('where an earlier start or a copy has left them open', async () => {
    const folder = temporaryFolder();
    await (await openStore(folder)).close();
    writeFileSync(join(folder, 'mile.db-wal'), '');
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    const { store } = await open(folder);
    await store.cohorts.add(COHORT);
    expect(modesIn(folder)).toEqual(PRIVATE);
  });
});
