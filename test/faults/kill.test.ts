import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS, migrate } from '#server/store/migrate.ts';
import { openSqlite } from '#server/store/sqlite-database.ts';
import { NodeSqliteDialect } from '#server/store/sqlite-dialect.ts';
import { STORE_FILE, openStore } from '#server/store/store.ts';
import type { Tables } from '#server/store/tables.ts';
import { seededRandom } from '../support/random-problem.ts';
import { startService } from '../support/service.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { howMany } from './support/how-many.ts';
import { DEEDS, Promises, expectSoundFile } from './support/kept-promises.ts';

/** So many deeds are acknowledged before a kill at most. Counted, not timed: a slow machine is killed at work too, and a fast one not after it. */
const MOST_DEEDS = 60;

test('killed while people import, save and publish: nothing acknowledged is lost, nothing is half there', async () => {
  const kills = howMany(150, 4);
  const random = seededRandom(1);
  const folder = temporaryFolder();
  const promises = new Promises();
  const met = { done: 0, undone: 0 };
  let service = await startService(folder);
  // Also where an expectation fails half way.
  onTestFinished(async () => void (await service.stop('SIGKILL')));
  await promises.at(service.origin).begin();

  for (let kill = 0; kill < kills; kill += 1) {
    const enough = Promise.withResolvers<true>();
    let left = Math.floor(random() * MOST_DEEDS);
    const countDown = () => (left -= 1) < 0 && enough.resolve(true);
    const working = DEEDS.map((deed) => workUntilLost(promises, deed, countDown));
    await enough.promise;
    await service.stop('SIGKILL');
    await Promise.all(working);
    service = await startService(folder);
    expectSoundFile(folder);
    for (const isDone of await promises.at(service.origin).check()) met[isDone ? 'done' : 'undone'] += 1;
  }
  await service.stop();
  expect(met.done + met.undone).toBe(kills * DEEDS.length);
  // Both kinds of kill prove something: before a deed was stored, and between that and its answer. A few kills need not meet both.
  expect(Math.min(met.done, met.undone)).toBeGreaterThanOrEqual(howMany(1, 0));
});

async function workUntilLost(
  promises: Promises,
  deed: (typeof DEEDS)[number],
  onDone: () => void,
): Promise<void> {
  for (;;) {
    const status = await promises.next(deed);
    if (status === undefined) return;
    onDone();
    expect({ deed, isDone: status < 300 }).toEqual({ deed, isDone: true });
  }
}

const OPENER = fileURLToPath(new URL('support/open-store.ts', import.meta.url));
const PEOPLE = 2_000;

test('killed while a store is brought to the newest schema: every step is whole or not begun, and the next start ends it', async () => {
  const kills = howMany(50, 4);
  const whole = temporaryFolder();
  await oldStoreIn(whole);
  const statements = Number(openStoreKilled(whole).stdout);
  let cutShort = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const folder = temporaryFolder();
    await oldStoreIn(folder);
    const killedAt = 1 + Math.floor((statements * (kill + 0.5)) / kills);
    expect(openStoreKilled(folder, killedAt).signal).toBe('SIGKILL');

    const steps = stepsIn(folder);
    expect(steps).toEqual(MIGRATIONS.slice(0, steps.length).map(({ name }) => name));
    if (steps.length < MIGRATIONS.length) cutShort += 1;
    const store = await openStore(folder);
    expect(await store.cohorts.list()).toMatchObject([{ name: 'Old' }]);
    expect(await store.people.of('c')).toHaveLength(PEOPLE);
    await store.close();
    expect(stepsIn(folder)).toHaveLength(MIGRATIONS.length);
    expectSoundFile(folder);
  }
  expect(cutShort).toBeGreaterThan(kills / 2);
});

function openStoreKilled(folder: string, killedAt?: number) {
  const numbers = killedAt === undefined ? [] : [String(killedAt)];
  return spawnSync(process.execPath, [OPENER, folder, ...numbers], { encoding: 'utf8' });
}

/** A store of the first schema with a class in it. */
async function oldStoreIn(folder: string): Promise<void> {
  const old = new Kysely<Tables>({ dialect: new NodeSqliteDialect(openSqlite(join(folder, STORE_FILE))) });
  await migrate(old, MIGRATIONS.slice(0, 1));
  await old.destroy();
  const database = new DatabaseSync(join(folder, STORE_FILE));
  database.exec(`
    insert into cohorts (id, name, programme, version, created_at) values ('c', 'Old', 'minnesota', 1, '2025-01-01T00:00:00.000Z');
    with recursive n (k) as (select 1 union all select k + 1 from n where k < ${PEOPLE})
    insert into applications (cohort_id, side, id, name, values_json) select 'c', 'mentor', 'm' || k, 'Mentor ' || k, '{}' from n;
  `);
  database.close();
}

function stepsIn(folder: string): unknown[] {
  const database = new DatabaseSync(join(folder, STORE_FILE));
  const rows = database.prepare('select name from migrations order by name').all();
  database.close();
  return rows.map(({ name }) => name);
}
