import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { LabRun } from '#solver/contract/api/lab.ts';
import type { StoredProblem } from '#solver/contract/api/problems.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { openPostgresStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import { bringProblem } from '../support/bring-problem.ts';
import { mile } from '../support/command-line.ts';
import { callForLabRun, everyPlaceOnce } from '../support/lab-run.ts';
import { PostgresServer } from '../support/postgres-server.ts';
import { startService } from '../support/service.ts';
import { sparseProblem } from '../support/sparse-problem.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startWorker } from '../support/worker-process.ts';
import type { WorkerProcess } from '../support/worker-process.ts';

let server: PostgresServer;
let database: string;
let store: Store;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.remove());
beforeEach(async () => {
  database = await server.newDatabase();
  store = await openPostgresStore(database);
  onTestFinished(() => store.close());
});

async function newWorker(): Promise<WorkerProcess> {
  const worker = await startWorker(database);
  onTestFinished(async () => void (await worker.stop('SIGKILL')));
  return worker;
}

const callForRun = (id: string) => callForLabRun(store, database, id);
const read = async (id: string) => (await store.labRuns.get(id)) as LabRun;
const measuredSome = (id: string) =>
  expect.poll(async () => (await read(id)).measurements.length, { timeout: 60_000 }).toBeGreaterThan(0);
const isDone = (id: string) =>
  expect.poll(async () => (await read(id)).status, { timeout: 90_000 }).toBe('done');
const whoHas = async (job: string) => {
  const [row] = await server.ask(
    new URL(database).pathname.slice(1),
    `select worker, attempt::int, tries::int from job_pieces where job_id = '${job}'`,
  );
  return row as { worker: string; attempt: number; tries: number };
};

test('without a database a worker says what to set', async () => {
  const { code, stderr } = await mile('work');
  expect(code).toBe(2);
  expect(stderr).toContain('DATABASE_URL');
});

test('a worker that is killed in a run is replaced: what it measured stays, and nothing is measured twice', async () => {
  await callForRun('lab-run-1');
  const first = await newWorker();
  await measuredSome('lab-run-1');
  await first.stop('SIGKILL');
  const left = await read('lab-run-1');
  const second = await newWorker();
  await isDone('lab-run-1');
  const run = await read('lab-run-1');
  everyPlaceOnce(run);
  expect(run.measurements.slice(0, left.measurements.length)).toEqual(left.measurements);
  expect(await whoHas('lab-run-1')).toEqual({ worker: second.name, attempt: 2, tries: 2 });
});

test('a worker that is told to end hands back what it has, which is no failure', async () => {
  await callForRun('lab-run-1');
  const first = await newWorker();
  await measuredSome('lab-run-1');
  expect(await first.stop('SIGTERM')).toBe(0);
  expect((await whoHas('lab-run-1')).tries).toBe(0);
  const second = await newWorker();
  await isDone('lab-run-1');
  everyPlaceOnce(await read('lab-run-1'));
  expect(await whoHas('lab-run-1')).toEqual({ worker: second.name, attempt: 2, tries: 1 });
});

test('a worker that stood still and was taken for dead cannot write over who came after it', async () => {
  await callForRun('lab-run-1');
  const first = await newWorker();
  await measuredSome('lab-run-1');
  process.kill(first.pid, 'SIGSTOP');
  await newWorker();
  await isDone('lab-run-1');
  const run = await read('lab-run-1');
  everyPlaceOnce(run);
  process.kill(first.pid, 'SIGCONT');
  // It is back once it does what comes next.
  await callForRun('lab-run-2');
  await callForRun('lab-run-3');
  await isDone('lab-run-2');
  await isDone('lab-run-3');
  await expect
    .poll(async () => [await whoHas('lab-run-2'), await whoHas('lab-run-3')].map(({ worker }) => worker))
    .toContain(first.name);
  expect(await read('lab-run-1')).toEqual(run);
});

test('a service that starts beside another leaves its runs alone; a stop reaches the worker that has them', async () => {
  await newWorker();
  await callForRun('lab-run-1');
  await measuredSome('lab-run-1');
  const service = await startService(temporaryFolder(), { DATABASE_URL: database });
  onTestFinished(async () => void (await service.stop()));
  expect((await read('lab-run-1')).status).toMatch(/running|done/);
  await callForRun('lab-run-2');
  await measuredSome('lab-run-2');
  const reply = await fetch(`${service.origin}/api/lab/runs/lab-run-2/stop`, { method: 'POST' });
  expect(reply.status).toBe(202);
  expect((await read('lab-run-2')).status).toBe('stopped');
  await callForRun('lab-run-3');
  await isDone('lab-run-3');
  expect((await read('lab-run-2')).status).toBe('stopped');
});

interface Sweep {
  id: string;
  status: string;
  done: number;
  answer: unknown;
}

/** A service of its own that takes sweeps, over a folder or a database. */
async function sweepsOf(folder: string, settings: Record<string, string>) {
  const service = await startService(folder, settings);
  onTestFinished(async () => void (await service.stop('SIGKILL')));
  const post = async (path: string, body: object) => {
    const reply = await fetch(`${service.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(reply.status).toBe(201);
    return (await reply.json()) as { id: string; version: number; policy: object };
  };
  const get = async (path: string) => (await (await fetch(`${service.origin}${path}`)).json()) as unknown;
  return {
    service,
    async sampleCohort() {
      const { id } = await post('/api/cohorts/sample', {});
      return (await get(`/api/cohorts/${id}`)) as { id: string; version: number; policy: object };
    },
    begin: (cohort: { id: string; version: number; policy: object }, draws: number) =>
      post(`/api/cohorts/${cohort.id}/sweeps/robustness`, {
        cohortVersion: cohort.version,
        policy: cohort.policy,
        draws,
      }),
    read: async (cohort: string, id: string) =>
      (await get(`/api/cohorts/${cohort}/sweeps/robustness/${id}`)) as Sweep,
  };
}

const DRAWS = 10_000;

test('two workers share a sweep; when one is killed in it the answer is the one of a service alone', async () => {
  const workers = [await newWorker(), await newWorker()];
  const shared = await sweepsOf(temporaryFolder(), { DATABASE_URL: database });
  const cohort = await shared.sampleCohort();
  const { id } = await shared.begin(cohort, DRAWS);
  const name = new URL(database).pathname.slice(1);
  const byWhom = async () =>
    (
      await server.ask(
        name,
        `select worker, count(*)::int as pieces from job_pieces where job_id = '${id}' and done_at is not null group by worker`,
      )
    ).map((row) => row.worker);
  await expect
    .poll(async () => (await byWhom()).filter((who) => workers.some((worker) => worker.name === who)).length)
    .toBe(2);
  await workers[0]?.stop('SIGKILL');
  await expect.poll(async () => (await shared.read(cohort.id, id)).status, { timeout: 90_000 }).toBe('done');
  const alone = await sweepsOf(temporaryFolder(), {});
  const same = await alone.sampleCohort();
  const { id: again } = await alone.begin(same, DRAWS);
  await expect.poll(async () => (await alone.read(same.id, again)).status, { timeout: 90_000 }).toBe('done');
  expect((await shared.read(cohort.id, id)).answer).toEqual((await alone.read(same.id, again)).answer);
});

test('a service that keeps its data in a folder goes on with a sweep after it was killed', async () => {
  const folder = temporaryFolder();
  const first = await sweepsOf(folder, {});
  const cohort = await first.sampleCohort();
  const { id } = await first.begin(cohort, DRAWS);
  await expect.poll(async () => (await first.read(cohort.id, id)).done).toBeGreaterThan(0);
  await first.service.stop('SIGKILL');
  const next = await sweepsOf(folder, {});
  expect((await next.read(cohort.id, id)).done).toBeGreaterThan(0);
  await expect.poll(async () => (await next.read(cohort.id, id)).status, { timeout: 90_000 }).toBe('done');
  expect((await next.read(cohort.id, id)).answer).toMatchObject({ draws: DRAWS, partial: false });
});

test('a large problem file that a service takes is solved by a worker, and by the next where that one is killed', async () => {
  const shared = await startService(temporaryFolder(), { DATABASE_URL: database });
  onTestFinished(async () => void (await shared.stop('SIGKILL')));
  const file = new TextEncoder().encode(JSON.stringify(sparseProblem(20_000, 20, 2)));
  const first = await newWorker();
  await bringProblem(shared.origin, file);
  const { id } = await bringProblem(shared.origin, file);
  const now = async () =>
    (await (await fetch(`${shared.origin}/api/problems/${id}`)).json()) as StoredProblem;
  await expect.poll(async () => (await now()).status, { timeout: 60_000 }).toMatch(/running|done/);
  await first.stop('SIGKILL');
  await newWorker();
  await expect.poll(async () => (await now()).status, { timeout: 90_000 }).toBe('done');
  expect((await now()).answer?.verification).toMatchObject({ feasible: true, proven: true, reason: null });
  const result = await fetch(`${shared.origin}/api/problems/${id}/result.json`);
  const alone = await startService(temporaryFolder());
  onTestFinished(async () => void (await alone.stop('SIGKILL')));
  const atOnce = await fetch(`${alone.origin}/api/solve`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: file,
  });
  const told = (outcome: unknown) => ({ ...outcomeSchema.parse(outcome), timings: undefined });
  expect(told(await result.json())).toEqual(told(await atOnce.json()));
});
