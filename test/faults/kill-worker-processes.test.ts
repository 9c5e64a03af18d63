import { expect, onTestFinished, test } from 'vitest';
import type { LabRun } from '#solver/contract/api/lab.ts';
import { openPostgresStore } from '#server/store/store.ts';
import { callForLabRun, everyPlaceOnce } from '../support/lab-run.ts';
import { PostgresServer } from '../support/postgres-server.ts';
import { startWorker } from '../support/worker-process.ts';
import { howMany } from './support/how-many.ts';

test('worker processes that are killed at work: others end it, what was measured stays, and there is one result of each run', async () => {
  const server = await PostgresServer.start();
  onTestFinished(() => server.remove());
  const database = await server.newDatabase();
  const store = await openPostgresStore(database);
  onTestFinished(() => store.close());
  const atOnce = howMany(4, 2);
  const begin = () => Promise.all(Array.from({ length: atOnce }, () => startWorker(database)));
  const killAll = () => Promise.all(workers.map((worker) => worker.stop('SIGKILL')));
  let workers = await begin();
  // Also where an expectation fails half way.
  onTestFinished(async () => void (await killAll()));
  const read = async (id: string) => (await store.labRuns.get(id)) as LabRun;

  let atWork = 0;
  for (let round = 0; round < howMany(25, 1); round += 1) {
    const ids = Array.from({ length: atOnce }, (_, index) => `lab-run-${round}-${index}`);
    for (const id of ids) await callForLabRun(store, database, id);
    const runs = () => Promise.all(ids.map(read));
    await expect
      .poll(async () => Math.min(...(await runs()).map(({ measurements }) => measurements.length)))
      .toBeGreaterThan(0);
    await killAll();
    const left = await runs();
    atWork += left.filter(({ status }) => status === 'running').length;
    workers = await begin();
    await expect.poll(async () => (await runs()).map(({ status }) => status)).toEqual(ids.map(() => 'done'));
    for (const [index, run] of (await runs()).entries()) {
      everyPlaceOnce(run);
      const measured = left[index]?.measurements ?? [];
      expect(run.measurements.slice(0, measured.length)).toEqual(measured);
    }
  }
  // A kill of who has nothing in hand proves nothing.
  expect(atWork).toBeGreaterThan(0);
});
