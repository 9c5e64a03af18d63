import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { MovedTable } from '#server/store/move/move-store.ts';
import { STORE_FILE, databaseAt, openConfigured } from '#server/store/store.ts';
import type { StorePlace } from '#server/store/store.ts';
import { moveEverything } from '#server/use-cases/move-everything.ts';
import { checkRecord } from '#server/use-cases/record/check-record.ts';
import { anyMatchSet } from '../../support/match-set.ts';
import { PostgresServer } from '../../support/postgres-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.remove());

const COHORT = {
  id: 'cohort-1',
  name: 'Jürgen’s class \u{1F600}',
  programme: 'minnesota',
  programmeVersion: 1,
};
const PEOPLE = Array.from({ length: 230 }, (_, index) => ({
  side: index % 2 === 0 ? ('mentor' as const) : ('participant' as const),
  id: `person-${index}`,
  name: `Name ${index}`,
  valuesJson: `{"years":${index}}`,
}));

async function emptyDatabase() {
  return { dataDir: '', databaseUrl: await server.newDatabase() };
}

/** A folder with a store in which a proposal was answered and revealed and a match set published. */
async function usedStore(): Promise<StorePlace> {
  const place = { dataDir: temporaryFolder() };
  const store = await openConfigured(place);
  await store.cohorts.add(COHORT);
  await store.people.put(COHORT.id, PEOPLE);
  await store.policies.add(COHORT.id, { version: 1, policyJson: '{"a":0.1}' });
  await store.matchSets.add(anyMatchSet({ mean_fit: 81.123_456_789_012_3 }));
  const member = { id: 'ann', name: 'Ann', cohortId: COHORT.id, nameKey: 'ann', key: 'key-ann' };
  await store.committees.add(member);
  const proposal = {
    id: 'proposal-1',
    cohortId: COHORT.id,
    matchSet: 'matchset-1',
    why: 'it is fair',
    memberId: 'ann',
  };
  await store.proposals.add(proposal);
  await store.proposals.answer('proposal-1', 'ann', { stand: 'consent', reason: 'good', pair: null });
  await store.proposals.reveal('proposal-1', 'ann');
  const publication = {
    cohortId: COHORT.id,
    version: 1,
    matchSet: 'matchset-1',
    why: 'done',
    memberId: 'ann',
    proposal: 'proposal-1',
  };
  await store.publications.add(publication);
  await store.close();
  return place;
}

async function move(from: StorePlace, to: StorePlace) {
  const [source, target] = [databaseAt(from), databaseAt(to)];
  try {
    return await moveEverything(source, target);
  } finally {
    await Promise.all([source.destroy(), target.destroy()]);
  }
}

/** A move adds to the record that it was made, so the next one finds another. */
function byNameWithoutRecord(tables: readonly MovedTable[]): MovedTable[] {
  return tables
    .filter(({ table }) => !table.startsWith('record_'))
    .toSorted((a, b) => a.table.localeCompare(b.table));
}

async function recordOf(place: StorePlace) {
  const store = await openConfigured(place);
  onTestFinished(() => store.close());
  const entries = (await store.record.after(0, 100)).map(
    ({ entry_json: json }) => JSON.parse(json) as object,
  );
  return { entries, check: await checkRecord(store) };
}

async function told(place: StorePlace): Promise<unknown> {
  const store = await openConfigured(place);
  onTestFinished(() => store.close());
  return {
    cohorts: await store.cohorts.list(),
    people: await store.people.of(COHORT.id),
    policy: await store.policies.current(COHORT.id),
    set: await store.matchSets.get('matchset-1'),
    answers: await store.proposals.answers('proposal-1'),
    publications: await store.publications.list(COHORT.id),
  };
}

test('a store moves into PostgreSQL and back, and every table has the same rows by their hashes', async () => {
  const first = await usedStore();
  const database = await emptyDatabase();
  const back = { dataDir: temporaryFolder() };
  const there = await move(first, database);
  const again = await move(database, back);
  expect(there).toContainEqual({
    table: 'applications',
    rows: 230,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(byNameWithoutRecord(again)).toEqual(byNameWithoutRecord(there));
  const before = await told(first);
  expect(before).toMatchObject({
    cohorts: [{ name: COHORT.name, participants: 115, mentors: 115, matchSets: 1 }],
  });
  expect(await told(database)).toEqual(before);
  expect(await told(back)).toEqual(before);
});

test('the record goes on where a store was moved to, with what came along, and not where it came from', async () => {
  const first = await usedStore();
  const database = await emptyDatabase();
  const moved = await move(first, database);
  const rows = moved.reduce((sum, table) => sum + table.rows, 0);
  const there = await recordOf(database);
  expect(there.check).toMatchObject({ intact: true, entries: 1 });
  expect(there.entries).toMatchObject([
    { kind: 'store.moved', by: { kind: 'terminal' }, cohort: null, facts: { tables: moved.length, rows } },
  ]);
  const back = { dataDir: temporaryFolder() };
  await move(database, back);
  const again = await recordOf(back);
  expect(again.check).toMatchObject({ intact: true, entries: 2 });
  expect(again.entries[0]).toEqual(there.entries[0]);
  expect((await recordOf(first)).entries).toEqual([]);
});

test('what the databases refuse they refuse after a move too', async () => {
  const database = await emptyDatabase();
  await move(await usedStore(), database);
  const name = new URL(database.databaseUrl).pathname.slice(1);
  await expect(server.ask(name, `update match_sets set name = 'x'`)).rejects.toThrow(
    'a match set is immutable',
  );
  const back = { dataDir: temporaryFolder() };
  await move(database, back);
  const file = new DatabaseSync(join(back.dataDir, STORE_FILE));
  onTestFinished(() => file.close());
  expect(() => file.exec(`update match_sets set name = 'x'`)).toThrow('a match set is immutable');
  expect(() => file.exec(`update publications set why = 'x'`)).toThrow('a published version is immutable');
});

test('a store that is in use is not moved over', async () => {
  const target = await usedStore();
  const before = await told(target);
  await expect(move(await usedStore(), target)).rejects.toMatchObject({ code: 'MOVE_TARGET_IN_USE' });
  expect(await told(target)).toEqual(before);
});

test('where one row cannot be kept, nothing arrives, and the way is free for another try', async () => {
  const place = await usedStore();
  const change = (name: string) => {
    const file = new DatabaseSync(join(place.dataDir, STORE_FILE));
    file.prepare('update cohorts set name = ?').run(name);
    file.close();
  };
  const database = await emptyDatabase();
  change('a\0b');
  await expect(move(place, database)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  const name = new URL(database.databaseUrl).pathname.slice(1);
  expect(await server.ask(name, 'select * from cohorts')).toEqual([]);
  change('ab');
  await move(place, database);
  expect(await server.ask(name, 'select name from cohorts')).toEqual([{ name: 'ab' }]);
});
