import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { cuttingLineTo, type CuttingLine } from './support/cutting-line.ts';
import { beginImport, choose } from './support/import-page.ts';
import { startVisit, type Visit } from './support/visit.ts';

let visit: Visit;
let line: CuttingLine;
let page: Page;
beforeAll(async () => {
  visit = await startVisit();
  line = await cuttingLineTo(visit.service.origin);
  page = await visit.open('/');
  await page.goto(line.origin);
});
afterAll(async () => {
  await visit.end();
  await line.end();
});

const finish = () => page.getByRole('region', { name: 'Finish the import' });
async function applications(): Promise<number> {
  const [, , cohortId] = new URL(page.url()).hash.split('/');
  const cohort = await fetch(`${visit.service.origin}/api/cohorts/${cohortId}`);
  return ((await cohort.json()) as CohortDetail).participants;
}

test('an import whose answer breaks off in the middle waits, and goes on by itself when the line is back', async () => {
  await beginImport(page);
  await choose(page, 'participant');
  line.cutNext(/^POST \/api\/cohorts\/[^/]+\/imports HTTP/);
  await finish().getByRole('button', { name: 'Add 20 participants' }).click();
  await page.getByText(/^(Added 20 people|Everybody in the file is here already)\.$/).waitFor();
  expect([line.cuts(), await applications()]).toEqual([1, 20]);
  expect(await finish().count()).toBe(0);
});

test('a check whose answer breaks off waits as well, and is made when the line is back', async () => {
  line.cutNext(/^POST \/api\/cohorts\/[^/]+\/imports\/check HTTP/);
  await choose(page, 'mentor');
  await finish().getByText('24 new, 0 updated').waitFor();
  expect(line.cuts()).toBe(2);
  expect(await page.getByRole('alert').count()).toBe(0);
});
