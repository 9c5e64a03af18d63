import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { STORE_FILE, openStore } from '#server/store/store.ts';
import { anyMatchSet } from '../../support/match-set.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Stores as former versions of the program left them, each named by its last step; never changed, only added to. */
const FORMER = new URL('former/', import.meta.url);

/** Lays the store down as a file; gives its folder. */
function formerStore(name: string): string {
  const folder = temporaryFolder();
  const database = new DatabaseSync(join(folder, STORE_FILE));
  database.exec(readFileSync(new URL(name, FORMER), 'utf8'));
  database.close();
  return folder;
}

test.each(readdirSync(FORMER))('%s is brought up to date with its data', async (name) => {
  const store = await openStore(formerStore(name));
  onTestFinished(() => store.close());
  expect(await store.cohorts.list()).toMatchObject([
    { id: 'cohort-1', name: 'Class of 2026', version: 1, participants: 1, mentors: 1, matchSets: 1 },
  ]);
  expect(await store.people.of('cohort-1')).toMatchObject([
    { side: 'mentor', id: 'm1', name: 'Mentor One', valuesJson: '{"years":7}' },
    { side: 'participant', id: 'p1', name: 'Ana', valuesJson: '{"name":"Ana"}' },
  ]);
  expect(await store.policies.current('cohort-1')).toEqual({ version: 1, policyJson: '{"a":1}' });
  expect(await store.matchSets.get('matchset-1')).toEqual(anyMatchSet());
});
