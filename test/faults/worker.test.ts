import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { errorOf, startInProcess } from '../support/in-process-service.ts';
import type { InProcessService, Reply } from '../support/in-process-service.ts';
import { howMany } from './support/how-many.ts';

const solverWorker = fileURLToPath(new URL('../support/failing-solver-worker.ts', import.meta.url));

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess({ solverWorker, solverDeadlineMs: 5_000 });
  cohort = await service.sampleCohort();
});
afterAll(async () => {
  await service.close();
  for (const [of, times] of Object.entries(waited)) process.stdout.write(`${of}: ${spread(times)}\n`);
});

/** Said for the table of promises; nothing is asserted of it, since machines differ. */
function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN);
  return `${sorted.length} answers beside failing threads, median ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${at(1)} ms`;
}

/** Every question is a new one, so that no answer is remembered. */
let asked = 0;
function ask(fault: string) {
  asked += 1;
  return service.send('POST', `/api/cohorts/${cohort.id}/matchings`, {
    cohortVersion: 1,
    policy: { ...cohort.policy, forbids: [{ participant: `p_${asked}`, mentor: fault }] },
    revision: 1,
  });
}

/** How long others waited beside a thread that fails, in milliseconds: for a page, and for a new match. */
const waited = { pages: [] as number[], matches: [] as number[] };

async function timed(times: number[], answer: () => Promise<Reply>): Promise<Reply> {
  const begun = performance.now();
  const reply = await answer();
  times.push(performance.now() - begun);
  return reply;
}

/** What is answered meanwhile, from the store and without it. */
async function expectEverythingElse(): Promise<void> {
  for (const url of ['/healthz', '/api/cohorts', `/api/cohorts/${cohort.id}`])
    expect((await timed(waited.pages, () => service.send('GET', url))).status).toBe(200);
}

const FAULTS: [fault: string, status: number, cause: string][] = [
  ['loop', 504, 'deadline'],
  ['memory', 500, 'out of memory'],
  ['abort', 500, 'RuntimeError'],
  ['exit', 500, 'the thread ended itself'],
  ['throw', 500, 'TypeError'],
  ['rejection', 500, 'TypeError'],
  ['allocation', 500, 'RangeError'],
  ['shape', 500, 'an answer of the wrong shape'],
  ['overflow', 500, 'RangeError'],
];

test.each(FAULTS)(
  '%s: the others are answered meanwhile, and the next question is',
  async (fault, status, cause) => {
    for (let time = 0; time < howMany(20, 1); time += 1) {
      const before = service.faults.length;
      const answer = ask(fault);
      await expectEverythingElse();
      expect((await timed(waited.matches, () => ask('none'))).status).toBe(200);
      const reply = await answer;
      expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
        status,
        code: status === 504 ? 'DEADLINE' : 'WORKER_FAILED',
      });
      expect(service.faults.slice(before)).toEqual([{ task: 'match', cause }]);
      expect(reply.text).not.toContain('Ana Lopez');
      expect((await ask('none')).status).toBe(200);
    }
  },
);

test('a module that cannot be loaded: told at once, and the next thread works', async () => {
  for (let time = 0; time < howMany(20, 1); time += 1) {
    process.env.MILE_TEST_UNLOADABLE = '1';
    // All threads end, and none can start.
    const replies = [await ask('exit'), await ask('exit'), await ask('none')];
    await expectEverythingElse();
    delete process.env.MILE_TEST_UNLOADABLE;
    expect(replies.map(({ status }) => status)).toEqual([500, 500, expect.toBeOneOf([200, 500])]);
    let reply = await ask('none');
    // A thread that was starting meanwhile may have taken the question along.
    if (reply.status === 500) reply = await ask('none');
    expect(reply.status).toBe(200);
  }
});

test('nobody is in the log', () => {
  expect(service.log()).toContain('worker failed');
  expect(service.log()).not.toContain('Ana Lopez');
});
