import { expect, onTestFinished, test } from 'vitest';
import type { LabRun } from '#solver/contract/api/lab.ts';
import { mile } from '../../support/command-line.ts';
import { callForLabRun, everyPlaceOnce } from '../../support/lab-run.ts';
import { startService } from '../../support/service.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { withWorkers } from '../../support/with-workers.ts';

const own = withWorkers();

const callForRun = (id: string) => callForLabRun(own.store, own.database, id);
const read = async (id: string) => (await own.store.labRuns.get(id)) as LabRun;
const measuredSome = (id: string) =>
  expect.poll(async () => (await read(id)).measurements.length).toBeGreaterThan(0);
const isDone = (id: string) => expect.poll(async () => (await read(id)).status).toBe('done');
const whoHas = async (job: string) => {
  const [row] = await own.ask(
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
  const first = await own.newWorker();
  await measuredSome('lab-run-1');
  await first.stop('SIGKILL');
  await own.missHeartbeats();
  const left = await read('lab-run-1');
  const second = await own.newWorker();
  await isDone('lab-run-1');
  const run = await read('lab-run-1');
  everyPlaceOnce(run);
  expect(run.measurements.slice(0, left.measurements.length)).toEqual(left.measurements);
  expect(await whoHas('lab-run-1')).toEqual({ worker: second.name, attempt: 2, tries: 2 });
});

test('a worker that is told to end hands back what it has, which is no failure', async () => {
  await callForRun('lab-run-1');
  const first = await own.newWorker();
  await measuredSome('lab-run-1');
  expect(await first.stop('SIGTERM')).toBe(0);
  expect((await whoHas('lab-run-1')).tries).toBe(0);
  const second = await own.newWorker();
  await isDone('lab-run-1');
  everyPlaceOnce(await read('lab-run-1'));
  expect(await whoHas('lab-run-1')).toEqual({ worker: second.name, attempt: 2, tries: 1 });
});

test('a worker that stood still and was taken for dead cannot write over who came after it', async () => {
  await callForRun('lab-run-1');
  const first = await own.newWorker();
  await measuredSome('lab-run-1');
  process.kill(first.pid, 'SIGSTOP');
  await own.missHeartbeats();
  const second = await own.newWorker();
  await isDone('lab-run-1');
  const run = await read('lab-run-1');
  everyPlaceOnce(run);
  await second.stop('SIGTERM');
  process.kill(first.pid, 'SIGCONT');
  // It is back once it has done what comes next: by then it has laid aside what it had in hand.
  await callForRun('lab-run-2');
  await isDone('lab-run-2');
  expect((await whoHas('lab-run-2')).worker).toBe(first.name);
  expect(await read('lab-run-1')).toEqual(run);
});

test('a service that starts beside another leaves its runs alone; a stop reaches the worker that has them', async () => {
  await own.newWorker();
  await callForRun('lab-run-1');
  await measuredSome('lab-run-1');
  const service = await startService(temporaryFolder(), { DATABASE_URL: own.database });
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
