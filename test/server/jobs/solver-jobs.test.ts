import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MOST_DRAWS } from '#solver/contract/explore/robustness.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import type { Fault } from '#server/jobs/job-pool.ts';
import { JobPool } from '#server/jobs/job-pool.ts';
import { PATIENT } from '#server/jobs/lanes.ts';
import { monotonicMs } from '#server/jobs/monotonic.ts';
import { SolverJobs } from '#server/jobs/solver-jobs.ts';
import type { FullCohortTask } from '#server/jobs/solver-jobs.ts';
import type { SolverTasks } from '#server/jobs/solver-tasks.ts';

const WORKER = fileURLToPath(new URL('../../../server/jobs/worker/main.ts', import.meta.url));
const TELLING = fileURLToPath(new URL('../../support/telling-worker.ts', import.meta.url));

/** The pool as it is; it writes down for each task of a cohort whether the answers travelled along. */
class RecordingPool extends JobPool<SolverTasks> {
  readonly sent: ('key alone' | 'answers')[] = [];

  override run<Kind extends keyof SolverTasks>(
    kind: Kind,
    task: SolverTasks[Kind]['task'],
    deadlineAt: number,
  ): Promise<SolverTasks[Kind]['value']> {
    if ('cohort' in task) this.sent.push(task.cohort.json === undefined ? 'key alone' : 'answers');
    return super.run(kind, task, deadlineAt);
  }
}

/** Ten times what a request is given: a thread that starts on a busy machine may take longer than that. */
const DEADLINE_MS = 100_000;

/** One thread for each kind of question: who answered the last task answers the next one. */
function startJobs() {
  const faults: Fault[] = [];
  const onFault = (fault: Fault) => faults.push(fault);
  const pool = new RecordingPool({ filename: WORKER, maxThreads: 1, onFault });
  const patient = new JobPool<SolverTasks>({ filename: TELLING, maxThreads: 1, lane: PATIENT, onFault });
  onTestFinished(async () => {
    await Promise.all([pool.destroy(), patient.destroy()]);
  });
  return { pool, faults, jobs: new SolverJobs({ prompt: pool, patient }, DEADLINE_MS) };
}

const programme = shippedProgramme('minnesota');
if (!programme) throw new Error('the default programme is shipped');
const people = simulateCohort({ programme, participants: 6, mentors: 8, seed: 1 });
const policy = JSON.stringify(programme.policy);

const taskOf = (key: string): FullCohortTask => ({
  cohort: { key, programme: JSON.stringify(programme), json: JSON.stringify(people) },
  policy,
});

describe('the answers of a cohort travel to a thread once', () => {
  test('the first task brings them, the next ones name the cohort alone', async () => {
    const { pool, jobs } = startJobs();
    const first = await jobs.match(taskOf('a@1'));
    expect(pool.sent.splice(0)).toEqual(['key alone', 'answers']);
    expect(first.status).toBe('optimal');

    const { participants, mentors } = people;
    const pair = { participant: participants[0]?.id ?? '', mentor: mentors[0]?.id ?? '' };
    const second = await jobs.match(taskOf('a@1'));
    await jobs.explain({ ...taskOf('a@1'), ...pair });
    await jobs.snapshot({ ...taskOf('a@1'), ...second });
    expect(pool.sent.splice(0)).toEqual(['key alone', 'key alone', 'key alone']);

    await jobs.match(taskOf('a@2'));
    expect(pool.sent).toEqual(['key alone', 'answers']);
  });

  test('again, where the thread was replaced', async () => {
    const { pool, jobs, faults } = startJobs();
    await jobs.match(taskOf('a@1'));
    const tooLong = { programme, preset: 'national', seed: 1 } as const;
    await expect(pool.run('simulate', tooLong, monotonicMs() + 1)).rejects.toMatchObject({
      code: 'DEADLINE',
    });
    expect(faults).toEqual([{ task: 'simulate', cause: 'deadline' }]);
    pool.sent.length = 0;
    await expect(jobs.match(taskOf('a@1'))).resolves.toMatchObject({ status: 'optimal' });
    expect(pool.sent).toEqual(['key alone', 'answers']);
  });

  test('again, where other cohorts have taken its place', async () => {
    const { pool, jobs } = startJobs();
    for (const key of ['a', 'b', 'c', 'd', 'e']) await jobs.match(taskOf(key));
    pool.sent.length = 0;
    await jobs.match(taskOf('e'));
    expect(pool.sent.splice(0)).toEqual(['key alone']);
    await jobs.match(taskOf('a'));
    expect(pool.sent).toEqual(['key alone', 'answers']);
  });
});

test('a question of many solves keeps neither what-ifs nor questions about one match waiting', async () => {
  const { jobs } = startJobs();
  const robustness = (draws: number) =>
    ({
      ...taskOf('a'),
      ask: { question: 'robustness', parameters: { draws, spread: 0.3, seed: 1 } },
    }) as const;
  // Its thread knows the cohort, so that the long one begins without asking for it.
  await jobs.explore(robustness(1), {});
  const leaves = new AbortController();
  let isAnswered = false;
  const begun = Promise.withResolvers<string>();
  const slow = jobs
    .explore(robustness(MOST_DRAWS), { stop: leaves.signal, onProgress: begun.resolve })
    .finally(() => (isAnswered = true));
  // A thread that gives way to all others may take long to come to it on a busy machine.
  await begun.promise;
  await expect(jobs.match(taskOf('a'))).resolves.toMatchObject({ status: 'optimal' });
  const ties = { ...taskOf('a'), ask: { question: 'ties', parameters: {} } } as const;
  expect(JSON.parse(await jobs.explore(ties, {}))).toMatchObject({ partial: false });
  expect(isAnswered).toBe(false);
  leaves.abort();
  expect(JSON.parse(await slow)).toMatchObject({ partial: true });
});

describe('a proof nested deeper than the stack', () => {
  const DEPTH = 200_000;
  const deep = '{"kind":"branch","pair":0,"zero":'.repeat(DEPTH) + '0' + '}'.repeat(DEPTH);

  test('is an error of ours when a match set is made of it, and the thread goes on', async () => {
    const { jobs, faults } = startJobs();
    const { matching } = await jobs.match(taskOf('a'));
    const outcome = `{"status":"unknown","proof":${deep}}`;
    await expect(jobs.snapshot({ ...taskOf('a'), matching, outcome })).rejects.toMatchObject({
      code: 'INVALID_RESULT',
      message: expect.stringMatching(/nested too deeply/),
    });
    await expect(jobs.match(taskOf('a'))).resolves.toMatchObject({ status: 'optimal' });
    expect(faults).toEqual([]);
  });

  test('proves nothing when it is read again, and the thread goes on', async () => {
    const { jobs, faults } = startJobs();
    const { matching, outcome } = await jobs.match(taskOf('a'));
    const snapshot = await jobs.snapshot({ ...taskOf('a'), matching, outcome });
    const claim = snapshot.outcome.replace(/"proof":/, `"proof":${deep},"other":`);
    expect(claim.length).toBeGreaterThan(deep.length);
    const verdict = await jobs.verify(snapshot.problem, claim);
    expect(verdict).toMatchObject({ proven: false, reason: expect.stringMatching(/nested too deeply/) });
    await expect(jobs.verify(snapshot.problem, snapshot.outcome)).resolves.toMatchObject({ proven: true });
    expect(faults).toEqual([]);
  });
});
