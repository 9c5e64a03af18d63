import { expect, onTestFinished, test } from 'vitest';
import type { StoredProblem } from '#solver/contract/api/problems.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { bringProblem } from '../../support/bring-problem.ts';
import { followEvents } from '../../support/follow-events.ts';
import { hardProblem } from '../../support/hard-problem.ts';
import { startService } from '../../support/service.ts';
import { sparseProblem } from '../../support/sparse-problem.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { withWorkers } from '../../support/with-workers.ts';

const own = withWorkers();

test('a large problem file that a service takes is solved by a worker, and by the next where that one is killed', async () => {
  const shared = await startService(temporaryFolder(), { DATABASE_URL: own.database });
  onTestFinished(async () => void (await shared.stop('SIGKILL')));
  const file = new TextEncoder().encode(JSON.stringify(sparseProblem(20_000, 20, 2)));
  const first = await own.newWorker();
  await bringProblem(shared.origin, file);
  const { id } = await bringProblem(shared.origin, file);
  const now = async () =>
    (await (await fetch(`${shared.origin}/api/problems/${id}`)).json()) as StoredProblem;
  await expect.poll(async () => (await now()).status).toMatch(/running|done/);
  await first.stop('SIGKILL');
  await own.missHeartbeats();
  await own.newWorker();
  await expect.poll(async () => (await now()).status).toBe('done');
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
    DATABASE_URL: own.database,
    LONG_CALCULATIONS: 'workers',
  });
  onTestFinished(async () => void (await service.stop('SIGKILL')));
  await own.newWorker();
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
