import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cohortDetailSchema, cohortSummarySchema } from '#solver/contract/api/cohorts.ts';
import { stamp } from '../machine.ts';
import { median } from '../median.ts';
import { databaseOf, startApp, startWorker } from './processes.ts';
import type { Running } from './processes.ts';
import { ProcessorTime } from './processor-time.ts';

/*
 * DATABASE_URL=postgres://... node bench/workers/sweeps.ts [REPEATS]
 *
 * The same robustness sweeps by one worker process and by two, in turn, each process with one thread for them, so that two processes have two cores at most. The
 * service does none itself. Beside the time stands who had how much of the processors: with others at work on the machine only that can be compared. Fails where
 * the answers differ.
 */
const [repeats = 3] = process.argv.slice(2).map(Number);
const SWEEPS = [
  { side: 60, draws: 100_000, warmUp: 5_000 },
  { side: 300, draws: 10_000, warmUp: 600 },
] as const;

const database = databaseOf(process.env);
const name = new URL(database).pathname.slice(1);
const app = await startApp(database);
const first = await startWorker(database, 1);

async function ask(path: string, body?: object): Promise<unknown> {
  const reply = await fetch(`${app.origin}/api${path}`, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!reply.ok) throw new Error(await reply.text());
  return reply.json();
}

async function newCohort(side: number) {
  const shape = { programme: 'minnesota', seed: 1, capacity: null, quotas: 'none' };
  const size = { participants: side, mentors: side };
  const { id } = cohortSummarySchema.parse(await ask('/lab/cohorts', { name: `${side}`, shape, size }));
  return cohortDetailSchema.parse(await ask(`/cohorts/${id}`));
}
type Cohort = Awaited<ReturnType<typeof newCohort>>;

/** Seconds from the request to the end, and the answer. */
async function sweep(cohort: Cohort, draws: number): Promise<{ seconds: number; answer: string }> {
  const sweeps = `/cohorts/${cohort.id}/sweeps/robustness`;
  const begun = performance.now();
  const { id } = (await ask(sweeps, {
    cohortVersion: cohort.version,
    policy: cohort.policy,
    draws,
  })) as { id: string };
  // Asked for events, the service tells of the end as soon as it hears of it.
  const told = await fetch(`${app.origin}/api${sweeps}/${id}`, { headers: { accept: 'text/event-stream' } });
  const end = /event: end\ndata: (.*)\n/.exec(await told.text())?.[1];
  const seconds = (performance.now() - begun) / 1_000;
  const { status, answer } = JSON.parse(end ?? '{}') as { status?: string; answer?: unknown };
  if (status !== 'done') throw new Error(`a sweep ended as "${status}"`);
  return { seconds, answer: JSON.stringify(answer) };
}

interface Timing {
  side: number;
  draws: number;
  one: Taken[];
  two: Taken[];
}

/** A sweep by so many workers. */
interface Taken {
  seconds: number;
  processorSeconds: Record<string, number>;
}

async function measure({ side, draws, warmUp }: (typeof SWEEPS)[number]): Promise<Timing> {
  const cohort = await newCohort(side);
  const timing: Timing = { side, draws, one: [], two: [] };
  const answers = new Set<string>();
  const timed = async (taken: Taken[], workers: Running[]) => {
    // Threads load the engines and get the people before the clock runs.
    await sweep(cohort, warmUp);
    const pids = workers.map(({ pid }) => pid);
    const time = new ProcessorTime({ workers: pids, service: [app.pid] }, name);
    const { seconds, answer } = await sweep(cohort, draws);
    taken.push({ seconds, processorSeconds: time.end() });
    answers.add(answer);
  };
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    await timed(timing.one, [first]);
    const second = await startWorker(database, 1);
    await timed(timing.two, [first, second]);
    await second.stop();
  }
  if (answers.size !== 1) throw new Error('workers found different answers');
  return timing;
}

try {
  const before = stamp();
  const timings = [];
  for (const one of SWEEPS) {
    const timing = await measure(one);
    const typical = (taken: Taken[]) => median(taken.map(({ seconds }) => seconds));
    const times = Math.round((100 * typical(timing.one)) / typical(timing.two)) / 100;
    timings.push({ ...timing, timesTheThroughput: times });
    process.stdout.write(`${JSON.stringify(timings.at(-1))}\n`);
  }
  const folder = fileURLToPath(new URL('../results', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const results = { stamp: before, repeats, timings };
  writeFileSync(`${folder}/${before.commit}-sweeps.json`, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await Promise.all([app.stop(), first.stop()]);
}
