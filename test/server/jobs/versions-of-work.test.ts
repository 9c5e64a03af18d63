import { expect, onTestFinished, test } from 'vitest';
import { openPgBossQueue } from '#server/jobs/queue/pg-boss-queue.ts';
import type { NewestVersions } from '#server/jobs/queue/pg-boss-queue.ts';
import { withWorkers } from '../../support/with-workers.ts';

const own = withWorkers();

/** A process whose sweeps are of these versions, and what it was brought. */
async function processThatKnows(sweeps: number) {
  const newest: NewestVersions = { lab: 1, opinions: 1, sweeps };
  const queue = await openPgBossQueue(own.database, () => undefined, newest);
  onTestFinished(() => queue.close());
  const brought: string[] = [];
  return {
    brought,
    close: () => queue.close(),
    put: (job: string, version: number) => queue.put('sweeps', [{ job, piece: 0, kind: 'study', version }]),
    take: () =>
      queue.take({ lab: 0, opinions: 0, sweeps: 1 }, ({ job }) => {
        brought.push(job);
        return Promise.resolve();
      }),
  };
}

test('work of a later version waits for who knows it, though an earlier process has nothing to do; that one’s work is brought to both', async () => {
  const [earlier, later] = [await processThatKnows(1), await processThatKnows(2)];
  await later.put('of the later version', 2);
  await earlier.put('of the earlier version', 1);
  await earlier.take();
  await expect.poll(() => earlier.brought).toEqual(['of the earlier version']);
  await later.take();
  await expect.poll(() => later.brought).toEqual(['of the later version']);
  // Once it is alone.
  await earlier.close();
  await later.put('left over', 1);
  await expect.poll(() => later.brought).toEqual(['of the later version', 'left over']);
  expect(earlier.brought).toEqual(['of the earlier version']);
});
