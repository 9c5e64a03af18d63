import type { PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CONNECTIONS, openPostgres } from '#server/store/postgres-database.ts';
import { openPostgresStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import { openPostgresNews } from '#server/store/postgres-news.ts';
import { JobNews } from '#server/use-cases/long-jobs/job-news.ts';
import { PostgresServer } from '../../support/postgres-server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.remove());

const COHORT = { id: 'cohort-1', name: 'Class of 2026', programme: 'minnesota', programmeVersion: 1 };

test.each(['SIGINT', 'SIGQUIT'] as const)(
  'a database that ends by %s is told, and used again once it is back',
  async (signal) => {
    const store = await openPostgresStore(await server.newDatabase());
    onTestFinished(() => store.close());
    await store.cohorts.add(COHORT);
    await server.end(signal);
    await expect(store.cohorts.list()).rejects.toMatchObject({ code: 'STORE_AWAY' });
    await expect(store.transaction(({ cohorts }) => cohorts.list())).rejects.toMatchObject({
      code: 'STORE_AWAY',
    });
    await server.run();
    expect(await store.cohorts.head(COHORT.id)).toMatchObject({ name: COHORT.name });
  },
);

test('a transaction that loses its database is told so, and nothing of it is kept', async () => {
  const store = await openPostgresStore(await server.newDatabase());
  onTestFinished(() => store.close());
  const work = store.transaction(async ({ cohorts }) => {
    await cohorts.add(COHORT);
    await server.end('SIGQUIT');
    await server.run();
  });
  await expect(work).rejects.toMatchObject({ code: 'STORE_AWAY' });
  expect(await store.cohorts.list()).toEqual([]);
});

test('an address where nobody answers is refused with a remedy', async () => {
  await expect(openPostgresStore('postgres://postgres@127.0.0.1:1/x')).rejects.toMatchObject({
    code: 'STORE_AWAY',
    message: expect.stringContaining('Try again'),
  });
});

test('several processes that open an empty database at once make it once, and write one after the other', async () => {
  const url = await server.newDatabase();
  const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(url)));
  onTestFinished(async () => void (await Promise.all(stores.map((store) => store.close()))));
  await stores[0]?.cohorts.add(COHORT);
  const addVersion = (store: Store) =>
    store.transaction(async ({ policies }) => {
      const version = ((await policies.current(COHORT.id))?.version ?? 0) + 1;
      await policies.add(COHORT.id, { version, policyJson: `${version}` });
    });
  await Promise.all(Array.from({ length: 40 }, (_, turn) => addVersion(stores[turn % 4] as Store)));
  for (const store of stores) expect(await store.policies.current(COHORT.id)).toMatchObject({ version: 40 });
});

test('text is ordered by its bytes, whatever language the database was made for', async () => {
  const url = await server.newDatabase();
  await (await openPostgresStore(url)).close();
  const columns = await server.ask(
    new URL(url).pathname.slice(1),
    `select distinct collation_name from information_schema.columns where table_schema = 'public' and data_type = 'text' and column_name <> 'kind'`,
  );
  expect(columns).toEqual([{ collation_name: 'C' }]);
});

test('a database that does not exist is refused with a remedy', async () => {
  await expect(openPostgresStore(server.address('nowhere'))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('DATABASE_URL'),
  });
});

test('a thousand who write at once are all kept, or told to come again', async () => {
  const store = await openPostgresStore(await server.newDatabase());
  onTestFinished(() => store.close());
  const writers = Array.from({ length: 1_000 }, (_, turn) =>
    store.transaction(({ cohorts }) => cohorts.add({ ...COHORT, id: `cohort-${turn}` })),
  );
  const ends = await Promise.allSettled(writers);
  const refusals = ends.filter((end) => end.status === 'rejected');
  for (const { reason } of refusals) expect(reason).toMatchObject({ code: 'BUSY' });
  expect(await store.cohorts.list()).toHaveLength(1_000 - refusals.length);
});

test('those who read need not wait until all who write have written', async () => {
  const store = await openPostgresStore(await server.newDatabase());
  onTestFinished(() => store.close());
  const mayEnd = Promise.withResolvers<undefined>();
  const writers = Array.from({ length: 50 }, (_, turn) =>
    store.transaction(async ({ cohorts }) => {
      await mayEnd.promise;
      await cohorts.add({ ...COHORT, id: `cohort-${turn}` });
    }),
  );
  expect(await Promise.all([1, 2, 3].map(() => store.cohorts.list()))).toEqual([[], [], []]);
  mayEnd.resolve(undefined);
  await Promise.all(writers);
  expect(await store.cohorts.list()).toHaveLength(50);
});

/** Long enough to make a connection on a busy machine. */
const CONNECT_MS = 2_000;

async function withAllInUse(longestMs: number) {
  const pool = openPostgres(await server.newDatabase(), { connectMs: CONNECT_MS, longestMs });
  const taken: PostgresPoolClient[] = [];
  while (taken.length < CONNECTIONS) taken.push(await pool.connect());
  onTestFinished(async () => {
    for (const client of taken) client.release();
    await pool.end();
  });
  return { pool, taken };
}

test('whoever waits for a connection while the database answers others has it once one is free', async () => {
  const { pool, taken } = await withAllInUse(600_000);
  const waiting = pool.connect();
  // Of as many milliseconds as the pool's own, and begun after it: once it is over, so is that one.
  let isOver = false;
  setTimeout(() => (isOver = true), CONNECT_MS);
  while (!isOver) await taken[0]?.query('select 1', []);
  taken.shift()?.release();
  const client = await waiting;
  expect((await client.query<{ one: number }>('select 1 as one', [])).rows).toEqual([{ one: 1 }]);
  client.release();
});

test('a database that answers others is busy, not away; one that answers nobody is away', async () => {
  const { pool, taken } = await withAllInUse(CONNECT_MS);
  let isOver = false;
  const waiting = pool.connect().finally(() => (isOver = true));
  waiting.catch(() => undefined);
  while (!isOver) await taken[0]?.query('select 1', []);
  await expect(waiting).rejects.toMatchObject({ code: 'BUSY' });
  await expect(pool.connect()).rejects.toMatchObject({ code: 'STORE_AWAY' });
});

test('what could not be told is told once there is a connection, in words that earlier programs take for news of a job', async () => {
  const url = await server.newDatabase();
  const database = new URL(url).pathname.slice(1);
  const letIn = (yes: boolean) =>
    server.ask('postgres', `alter database ${database} allow_connections ${yes}`);
  const told: string[] = [];
  const earlier = new pg.Client(url);
  await earlier.connect();
  onTestFinished(() => earlier.end());
  earlier.on('notification', ({ payload = '' }) => told.push(payload));
  await earlier.query('listen mile_news');
  let gaps = 0;
  const other = await openPostgresNews(url, { onNews: (text) => told.push(text), onGap: () => (gaps += 1) });
  onTestFinished(() => other.close());

  await letIn(false);
  const away = await openPostgresNews(url, { onNews: () => undefined, onGap: () => undefined });
  onTestFinished(() => away.close());
  away.tell('lost');
  await letIn(true);
  await expect.poll(() => [told.length, gaps]).toEqual([1, 1]);
  expect(told.map((text) => new JobNews().hearText(text))).toEqual([true]);
});
