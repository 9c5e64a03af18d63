import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { LabRun } from '#solver/contract/api/lab.ts';
import type { StoredProblem } from '#solver/contract/api/problems.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { openPostgresStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import { bringProblem } from '../support/bring-problem.ts';
import { mile } from '../support/command-line.ts';
import { followEvents } from '../support/follow-events.ts';
import { hardProblem } from '../support/hard-problem.ts';
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
  status: string;
  done: number;
  of: number;
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
    async begin({ path, ask }: Question): Promise<string> {
      const { id } = await post(path, ask);
      return `${path}/${id}`;
    },
    read: async (at: string) => (await get(at)) as Sweep,
  };
}

interface Question {
  path: string;
  ask: object;
}
type SampleCohort = Awaited<ReturnType<Awaited<ReturnType<typeof sweepsOf>>['sampleCohort']>>;

/** Of each kind a sweep that takes some seconds. */
const SWEEPS: Record<string, (cohort: SampleCohort) => Question> = {
  robustness: ({ id, version, policy }) => ({
    path: `/api/cohorts/${id}/sweeps/robustness`,
    ask: { cohortVersion: version, policy, draws: 10_000 },
  }),
  pareto: ({ id, version, policy }) => ({
    path: `/api/cohorts/${id}/sweeps/pareto`,
    ask: { cohortVersion: version, policy, fewer: 3 },
  }),
  study: () => ({
    path: '/api/lab/studies',
    ask: {
      shape: { programme: 'minnesota', seed: 4, capacity: null, quotas: 'none' },
      size: { participants: 40, mentors: 40 },
      cohorts: 300,
    },
  }),
};

const toTheEnd = { timeout: 90_000 };

test.each(Object.entries(SWEEPS))(
  'workers share a sweep of the kind %s; when one is killed in it the answer is the one of a service alone',
  async (_, questionOf) => {
    const first = await newWorker();
    const shared = await sweepsOf(temporaryFolder(), {
      DATABASE_URL: database,
      LONG_CALCULATIONS: 'workers',
    });
    const at = await shared.begin(questionOf(await shared.sampleCohort()));
    const job = at.split('/').at(-1) ?? '';
    const byWhom = async () =>
      (
        await server.ask(
          new URL(database).pathname.slice(1),
          `select distinct worker from job_pieces where job_id = '${job}' and done_at is not null`,
        )
      ).map(({ worker }) => worker);
    await expect.poll(byWhom, toTheEnd).toEqual([first.name]);
    await first.stop('SIGKILL');
    const left = (await shared.read(at)).done;
    const second = await newWorker();
    await expect.poll(async () => (await shared.read(at)).status, toTheEnd).toBe('done');
    if (left < (await shared.read(at)).of) expect(await byWhom()).toContain(second.name);
    const alone = await sweepsOf(temporaryFolder(), {});
    const again = await alone.begin(questionOf(await alone.sampleCohort()));
    await expect.poll(async () => (await alone.read(again)).status, toTheEnd).toBe('done');
    expect((await shared.read(at)).answer).toEqual((await alone.read(again)).answer);
  },
);

test.each(Object.entries(SWEEPS))(
  'a service that keeps its data in a folder goes on with a sweep of the kind %s after it was killed',
  async (_, questionOf) => {
    const folder = temporaryFolder();
    const first = await sweepsOf(folder, {});
    const at = await first.begin(questionOf(await first.sampleCohort()));
    await expect.poll(async () => (await first.read(at)).done).toBeGreaterThan(0);
    await first.service.stop('SIGKILL');
    const next = await sweepsOf(folder, {});
    expect((await next.read(at)).done).toBeGreaterThan(0);
    await expect.poll(async () => (await next.read(at)).status, toTheEnd).toBe('done');
    const { done, of, answer } = await next.read(at);
    expect(done).toBe(of);
    expect(answer).not.toBeNull();
  },
);

test('two workers share a sweep', async () => {
  const workers = [await newWorker(), await newWorker()];
  const shared = await sweepsOf(temporaryFolder(), { DATABASE_URL: database, LONG_CALCULATIONS: 'workers' });
  const question = SWEEPS.study?.(await shared.sampleCohort()) as Question;
  const at = await shared.begin({ ...question, ask: { ...question.ask, cohorts: 100_000 } });
  const job = at.split('/').at(-1) ?? '';
  const byWhom = () =>
    server.ask(
      new URL(database).pathname.slice(1),
      `select distinct worker from job_pieces where job_id = '${job}' and done_at is not null order by worker`,
    );
  await expect
    .poll(byWhom, toTheEnd)
    .toEqual(workers.map(({ name }) => ({ worker: name })).sort((a, b) => (a.worker < b.worker ? -1 : 1)));
  const { done: before } = await shared.read(at);
  const url = `${shared.service.origin}${at}`;
  // What comes of it elsewhere is told here.
  const [, ...later] = await followEvents<Sweep>(url, ({ now }) => now.done > before);
  expect(later.length).toBeGreaterThan(0);
  const rest = followEvents<Sweep>(url);
  // A stop reaches the processes that work on it, wherever they are: they turn to what comes next, and add nothing.
  expect((await fetch(`${shared.service.origin}${at}/stop`, { method: 'POST' })).status).toBe(202);
  const { done, status } = await shared.read(at);
  expect(status).toBe('stopped');
  expect((await rest).at(-1)).toMatchObject({ name: 'end', now: { status: 'stopped' } });
  const next = await shared.begin({ ...question, ask: { ...question.ask, cohorts: 40 } });
  await expect.poll(async () => (await shared.read(next)).status, toTheEnd).toBe('done');
  expect((await shared.read(at)).done).toBe(done);
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

test('the best so far of a search on another machine is told, and its removal ends it there', async () => {
  const service = await startService(temporaryFolder(), {
    DATABASE_URL: database,
    LONG_CALCULATIONS: 'workers',
  });
  onTestFinished(async () => void (await service.stop('SIGKILL')));
  await newWorker();
  const file = (problem: object) => new TextEncoder().encode(JSON.stringify(problem));
  const { id } = await bringProblem(service.origin, file(hardProblem()));
  const url = `${service.origin}/api/problems/${id}`;
  const told = await followEvents<StoredProblem>(url, ({ now }) => now.progress !== null);
  expect(told.at(-1)?.now).toMatchObject({ status: 'running', progress: { matched: 100 } });
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(200);
  // The only place that there is is free for the next one, long before the search would have ended.
  const next = await bringProblem(service.origin, file(sparseProblem(10, 3, 1)));
  const nextUrl = `${service.origin}/api/problems/${next.id}`;
  const ended = await followEvents<StoredProblem>(nextUrl);
  expect(ended.at(-1)).toMatchObject({ name: 'end', now: { status: 'done' } });
});
