import { expect } from 'vitest';
import type { LabRun } from '#solver/contract/api/lab.ts';
import { openPgBossQueue } from '#server/jobs/queue/pg-boss-queue.ts';
import type { Store } from '#server/store/store.ts';

const SIZES = Array.from({ length: 12 }, (_, index) => ({ participants: 30 + index, mentors: 30 }));

/** A run of the Lab that stands in the store and is called for, as a service does it. */
export async function callForLabRun(store: Store, database: string, id: string): Promise<void> {
  const run: LabRun = {
    id,
    createdAt: new Date().toISOString(),
    status: 'waiting',
    request: {
      shape: { programme: 'minnesota', seed: 4, capacity: null, quotas: 'none' },
      sizes: SIZES,
      engines: ['auto', 'glpk'],
      seconds: 60,
    },
    machine: {
      version: '0',
      commit: null,
      node: '0',
      processor: 'none',
      cores: 1,
      memoryBytes: 0,
      system: 'none',
    },
    measurements: [],
  };
  await store.labRuns.put(run);
  await store.jobs.add({ id, kind: 'lab', askJson: '{}', pieces: 1 });
  const queue = await openPgBossQueue(database, () => undefined);
  await queue.put('lab', [{ job: id, piece: 0, kind: 'lab', version: 1 }]);
  await queue.close();
}

/** Whoever worked on the run, each of its places was measured once, and both engines found the same. */
export function everyPlaceOnce({ measurements }: LabRun): void {
  expect(measurements.map(({ size, engine }) => [size, engine])).toEqual(
    SIZES.flatMap((size) => ['auto', 'glpk'].map((engine) => [size, engine])),
  );
  for (const size of SIZES) {
    const same = measurements.filter((one) => one.size.participants === size.participants);
    expect(new Set(same.map((one) => one.kind === 'measured' && one.answer)).size).toBe(1);
  }
}
