import { expect, onTestFinished, test } from 'vitest';
import { followEvents } from '../../support/follow-events.ts';
import { startService } from '../../support/service.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { withWorkers } from '../../support/with-workers.ts';

const own = withWorkers();

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
    const first = await own.newWorker();
    const shared = await sweepsOf(temporaryFolder(), {
      DATABASE_URL: own.database,
      LONG_CALCULATIONS: 'workers',
    });
    const at = await shared.begin(questionOf(await shared.sampleCohort()));
    const job = at.split('/').at(-1) ?? '';
    const byWhom = async () =>
      (
        await own.ask(
          `select distinct worker from job_pieces where job_id = '${job}' and done_at is not null`,
        )
      ).map(({ worker }) => worker);
    await expect.poll(byWhom, toTheEnd).toEqual([first.name]);
    await first.stop('SIGKILL');
    const left = (await shared.read(at)).done;
    const second = await own.newWorker();
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
  const workers = [await own.newWorker(), await own.newWorker()];
  const shared = await sweepsOf(temporaryFolder(), {
    DATABASE_URL: own.database,
    LONG_CALCULATIONS: 'workers',
  });
  const question = SWEEPS.study?.(await shared.sampleCohort()) as Question;
  const at = await shared.begin({ ...question, ask: { ...question.ask, cohorts: 100_000 } });
  const job = at.split('/').at(-1) ?? '';
  const byWhom = () =>
    own.ask(
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
