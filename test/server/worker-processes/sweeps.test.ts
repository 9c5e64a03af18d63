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

/** Of each kind a sweep of many pieces. */
const SWEEPS: Record<string, (cohort: SampleCohort) => Question> = {
  robustness: ({ id, version, policy }) => ({
    path: `/api/cohorts/${id}/sweeps/robustness`,
    ask: { cohortVersion: version, policy, draws: 4_000 },
  }),
  pareto: ({ id, version, policy }) => ({
    path: `/api/cohorts/${id}/sweeps/pareto`,
    ask: { cohortVersion: version, policy, fewer: 3 },
  }),
  study: () => ({
    path: '/api/lab/studies',
    ask: {
      shape: { programme: 'minnesota', seed: 4, capacity: null, quotas: 'none' },
      size: { participants: 20, mentors: 20 },
      cohorts: 300,
    },
  }),
};

type Sweeps = Awaited<ReturnType<typeof sweepsOf>>;

/** What comes of a sweep once it has ended. */
async function answerOf(sweeps: Sweeps, at: string): Promise<unknown> {
  await expect.poll(async () => (await sweeps.read(at)).status).toBe('done');
  const { done, of, answer } = await sweeps.read(at);
  expect(done).toBe(of);
  expect(answer).not.toBeNull();
  return answer;
}

/** The answers of a service that nothing happens to. */
async function answersInPeace(): Promise<Record<string, unknown>> {
  const sweeps = await sweepsOf(temporaryFolder(), {});
  const cohort = await sweeps.sampleCohort();
  const answers: Record<string, unknown> = {};
  for (const [kind, questionOf] of Object.entries(SWEEPS))
    answers[kind] = await answerOf(sweeps, await sweeps.begin(questionOf(cohort)));
  return answers;
}

test('whoever is killed in a sweep of whatever kind, workers or a service with a folder: the answer is that of a service in peace', async () => {
  const inPeace = await answersInPeace();
  expect(await answersOfKilledWorkers()).toEqual(inPeace);
  expect(await answersOfKilledServices()).toEqual(inPeace);
});

async function answersOfKilledWorkers(): Promise<Record<string, unknown>> {
  const settings = { DATABASE_URL: own.database, LONG_CALCULATIONS: 'workers' };
  const shared = await sweepsOf(temporaryFolder(), settings);
  const cohort = await shared.sampleCohort();
  const answers: Record<string, unknown> = {};
  let worker = await own.newWorker();
  for (const [kind, questionOf] of Object.entries(SWEEPS)) {
    const at = await shared.begin(questionOf(cohort));
    await expect.poll(() => byWhom(at)).toEqual([worker.name]);
    await worker.stop('SIGKILL');
    await own.missHeartbeats();
    const left = await shared.read(at);
    worker = await own.newWorker();
    answers[kind] = await answerOf(shared, at);
    if (left.done < left.of) expect(await byWhom(at)).toContain(worker.name);
  }
  return answers;
}

async function answersOfKilledServices(): Promise<Record<string, unknown>> {
  const folder = temporaryFolder();
  let sweeps = await sweepsOf(folder, {});
  const cohort = await sweeps.sampleCohort();
  const answers: Record<string, unknown> = {};
  for (const [kind, questionOf] of Object.entries(SWEEPS)) {
    const at = await sweeps.begin(questionOf(cohort));
    await expect.poll(async () => (await sweeps.read(at)).done).toBeGreaterThan(0);
    await sweeps.service.stop('SIGKILL');
    sweeps = await sweepsOf(folder, {});
    expect((await sweeps.read(at)).done).toBeGreaterThan(0);
    answers[kind] = await answerOf(sweeps, at);
  }
  return answers;
}

/** Names of the workers that have done pieces of a sweep, in order. */
async function byWhom(at: string): Promise<unknown[]> {
  const job = at.split('/').at(-1) ?? '';
  const rows = await own.ask(
    `select distinct worker from job_pieces where job_id = '${job}' and done_at is not null order by worker`,
  );
  return rows.map(({ worker }) => worker);
}

test('two workers share a sweep', async () => {
  const workers = [await own.newWorker(), await own.newWorker()];
  const shared = await sweepsOf(temporaryFolder(), {
    DATABASE_URL: own.database,
    LONG_CALCULATIONS: 'workers',
  });
  const question = SWEEPS.study?.(await shared.sampleCohort()) as Question;
  const at = await shared.begin({ ...question, ask: { ...question.ask, cohorts: 100_000 } });
  const url = `${shared.service.origin}${at}`;
  // What comes of it elsewhere is told here.
  let atFirst: number | undefined;
  const told = await followEvents<Sweep>(url, ({ now }) => now.done > (atFirst ??= now.done));
  expect(told.at(-1)?.now.done).toBeGreaterThan(atFirst ?? Infinity);
  await expect.poll(() => byWhom(at)).toEqual(workers.map(({ name }) => name).sort());
  // A stop reaches the processes that work on it, wherever they are: they turn to what comes next, and add nothing.
  const [rest, reply] = await Promise.all([
    followEvents<Sweep>(url),
    fetch(`${url}/stop`, { method: 'POST' }),
  ]);
  expect(reply.status).toBe(202);
  expect(rest.at(-1)).toMatchObject({ name: 'end', now: { status: 'stopped' } });
  const { done, status } = await shared.read(at);
  expect(status).toBe('stopped');
  const next = await shared.begin({ ...question, ask: { ...question.ask, cohorts: 40 } });
  await expect.poll(async () => (await shared.read(next)).status).toBe('done');
  expect((await shared.read(at)).done).toBe(done);
});

test('what a newer version queued is left alone, which the log says, and done where it is known; others go on beside it', async () => {
  const shared = await sweepsOf(temporaryFolder(), {
    DATABASE_URL: own.database,
    LONG_CALCULATIONS: 'workers',
  });
  const question = SWEEPS.study?.(await shared.sampleCohort()) as Question;
  const known = await shared.begin(question);
  const [newer, unheardOf] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
  for (const [id, kind, version] of [
    [newer, 'study', 99],
    [unheardOf, 'dream', 1],
  ] as const) {
    await own.ask(
      `insert into jobs (id, kind, version, created_at, status, ask_json, pieces)
       select '${id}', '${kind}', ${version}, created_at, 'waiting', ask_json, pieces from jobs where version = 1 and kind = 'study'`,
    );
    await own.ask(
      `insert into job_pieces (job_id, piece) select '${id}', generate_series(0, pieces - 1) from jobs where id = '${id}'`,
    );
  }
  const worker = await own.newWorker();
  await expect.poll(() => worker.log()).toContain('newer version');
  const answer = await answerOf(shared, known);
  const touched = 'select distinct job_id from job_pieces where attempt > 0';
  expect(await own.ask(touched)).toEqual([{ job_id: known.split('/').at(-1) }]);
  await own.ask(`update jobs set version = 1 where id = '${newer}'`);
  // Whoever starts looks at once for what waits.
  await own.newWorker();
  expect(await answerOf(shared, `${question.path}/${newer}`)).toEqual(answer);
});

test('what an earlier version queued is done as that one cut it', async () => {
  const shared = await sweepsOf(temporaryFolder(), {
    DATABASE_URL: own.database,
    LONG_CALCULATIONS: 'workers',
  });
  const cohort = await shared.sampleCohort();
  const { path, ask } = SWEEPS.robustness?.(cohort) as Question;
  const [earlier, today] = [
    await shared.begin({ path, ask: { ...ask, draws: 1_000 } }),
    await shared.begin({ path, ask: { ...ask, draws: 1_000 } }),
  ];
  // Jobs said neither how they were cut nor how many people there are, and a piece had a hundred draws.
  const job = earlier.split('/').at(-1);
  await own.ask(
    `update jobs set pieces = 10, ask_json = (ask_json::jsonb - 'cut' - 'people')::text where id = '${job}'`,
  );
  await own.ask(`insert into job_pieces (job_id, piece) select '${job}', generate_series(2, 9)`);
  await own.newWorker();
  const answer = await answerOf(shared, earlier);
  expect(
    await own.ask(`select 1 from job_pieces where job_id = '${job}' and done_at is not null`),
  ).toHaveLength(10);
  expect(answer).toEqual(await answerOf(shared, today));
});
