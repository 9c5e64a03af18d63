import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Held } from '#solver/contract/api/retention.ts';
import { openStore } from '#server/store/store.ts';
import { checkRecord } from '#server/use-cases/record/check-record.ts';
import { listRetention } from '#server/use-cases/privacy/retention.ts';
import { askInProcess } from '../support/ask-in-process.ts';
import { cohortThatIsOver } from '../support/cohort-that-is-over.ts';
import { startInProcess } from '../support/in-process-service.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { howMany } from './support/how-many.ts';
import { expectSoundFile } from './support/kept-promises.ts';

const RUNNER = fileURLToPath(new URL('support/run-retention.ts', import.meta.url));
const NOTHING: Held = {
  ...{ applications: 0, submissions: 0, changes: 0, comments: 0, sets: 0 },
  ...{ checkIns: 0, surveys: 0, reminders: 0, letters: 0 },
};

test('killed while personal data goes: all of it is there or none, and the next run ends it', async () => {
  const kills = howMany(100, 4);
  const whole = temporaryFolder();
  const cohort = await cohortIn(whole);
  const before = await standOf(whole);
  expect(before.held).toMatchObject({ applications: 55, sets: 1 });
  const measured = copyOf(whole);
  const statements = Number(run(measured, cohort).stdout);
  expect(statements).toBeGreaterThan(10);
  const met = { untouched: 0, gone: 0 };
  for (let kill = 0; kill < kills; kill += 1) {
    const folder = copyOf(whole);
    const killedAt = 1 + Math.floor((statements * (kill + 0.5)) / kills);
    expect(run(folder, cohort, killedAt).signal).toBe('SIGKILL');
    const after = await standOf(folder);
    const isUntouched = after.held.applications > 0;
    expect(after).toEqual(
      isUntouched
        ? before
        : { held: NOTHING, policyVersion: before.policyVersion, entries: before.entries + 1 },
    );
    met[isUntouched ? 'untouched' : 'gone'] += 1;

    expect(run(folder, cohort).status).toBe(0);
    expect(await standOf(folder)).toMatchObject({ held: NOTHING, entries: before.entries + 1 });
    expectSoundFile(folder);
  }
  expect(met.untouched).toBeGreaterThan(kills / 2);
});

function run(folder: string, cohort: string, killedAt?: number) {
  const numbers = killedAt === undefined ? [] : [String(killedAt)];
  return spawnSync(process.execPath, [RUNNER, folder, cohort, ...numbers], { encoding: 'utf8' });
}

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

async function cohortIn(folder: string): Promise<string> {
  const service = await startInProcess({ folder });
  const cohort = await cohortThatIsOver(askInProcess(service));
  await service.close();
  return cohort.id;
}

async function standOf(folder: string) {
  const store = await openStore(folder);
  try {
    const [retained] = await listRetention(store, '2100-01-01');
    const { intact, entries } = await checkRecord(store, undefined);
    expect(intact).toBe(true);
    const policy = await store.policies.current(retained?.cohort ?? '');
    return { held: retained?.held ?? NOTHING, policyVersion: policy?.version, entries };
  } finally {
    await store.close();
  }
}
