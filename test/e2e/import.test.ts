import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { pairsShown, verdict } from './support/bench-page.ts';
import { add, beginImport, choose, giveFile } from './support/import-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
beforeAll(async () => {
  visit = await startVisit();
});
afterAll(async () => {
  await visit.end();
});

async function cohorts(): Promise<CohortSummary[]> {
  return (await (await fetch(`${visit.service.origin}/api/cohorts`)).json()) as CohortSummary[];
}

test('check 4: an abandoned import writes nothing; two clean files become a match that is there after a reload', async () => {
  const page = await visit.open('/');
  await beginImport(page);

  await choose(page, 'participant');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('input[type="file"]').first().waitFor({ state: 'attached' });
  expect(await cohorts()).toMatchObject([{ participants: 0, mentors: 0, version: 1 }]);

  await choose(page, 'participant');
  await add(page);
  await choose(page, 'mentor');
  await add(page);
  expect(await cohorts()).toMatchObject([{ participants: 20, mentors: 24 }]);

  await page.getByRole('link', { name: 'Bench', exact: true }).click();
  await verdict(page).getByText('matched').waitFor();
  await expect.poll(() => verdict(page).textContent()).toContain('best possible, proven');
  const matched = await pairsShown(page);
  expect(matched).toHaveLength(20);

  await page.reload();
  await verdict(page).getByText('matched').waitFor();
  expect(await pairsShown(page)).toEqual(matched);
  expect(visit.faults).toEqual([]);
});

test('columns that were not recognised stand open; what the form adds by itself is folded away', async () => {
  const page = await visit.open('/');
  await page.getByRole('button', { name: /^(Import applications|New cohort)/ }).click();
  await page.getByRole('button', { name: 'Continue to the files' }).click();
  await page.locator('input[type="file"]').first().waitFor({ state: 'attached' });
  const text = 'Timestamp,Name,Email,Zork\n2026-03-01,Ana Ruiz,ana@example.org,forty-two\n';
  const buffer = Buffer.from(text);
  await giveFile(page, 'participant', { name: 'odd.csv', mimeType: 'text/csv', buffer });
  await page.getByText('Left out: not recognised (1)').waitFor();
  expect(await page.getByText('forty-two').isVisible()).toBe(true);
  expect(await page.getByText('2026-03-01').isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: /^Confirm all/ }).count()).toBe(0);
});
