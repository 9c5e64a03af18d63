import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askSomethingHard } from '../support/hard-question.ts';
import { openSample, rows, settled, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let page: Page;

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
});
afterAll(async () => {
  await visit.end();
});

const begin = () => page.getByRole('button', { name: 'Look at 10,000 weightings' });
const progress = () => page.getByRole('progressbar', { name: 'Weightings that were tried' });
const ENDED = { timeout: 150_000 };

test('10,000 weightings are tried with their progress in sight, and what they tell stands', async () => {
  await verdict(page).getByRole('button', { name: 'How it was found' }).click();
  await begin().click();
  await progress().waitFor();
  await verdict(page)
    .getByText(/of 10,000 tried/)
    .waitFor();
  const { violations } = await new AxeBuilder({ page }).include('.verdict').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await verdict(page).getByText('tried with 10,000 weightings').waitFor(ENDED);
  expect(await progress().count()).toBe(0);
  await verdict(page)
    .getByText(/^(\d+|no) steady pairs?$/)
    .waitFor();
  await rows(page).nth(2).locator('button.pair').click();
  await page
    .getByRole('complementary', { name: 'Why' })
    .getByText(/^Stays together in \d+\s% of 10,000 tries with slightly other weights\.$/)
    .waitFor();
}, 200_000);

test('it is forgotten with its question', async () => {
  await settled(page, async () => {
    const number = page.getByLabel('Weight of Region, 0 to 10');
    await number.fill('4');
    await number.press('Enter');
  });
  await begin().waitFor();
  expect(await verdict(page).getByText('tried with').count()).toBe(0);
  expect(visit.faults).toEqual([]);
});

test('it ends where it is stopped, with what was tried until then', async () => {
  // A hundred a side: its weightings take longer than to press Stop.
  const { cohort } = await askSomethingHard(visit.service.origin);
  const larger = await visit.open(`/#/cohorts/${cohort.id}/bench`);
  const line = verdict(larger);
  await line.getByRole('button', { name: 'How it was found' }).click();
  await line.getByRole('button', { name: 'Look at 10,000 weightings' }).click();
  await line.getByRole('button', { name: /^Stop/ }).click();
  await line.getByText(/stopped after\s+[\d,]+\s+weightings/).waitFor();
  await line.getByRole('button', { name: 'Look at 10,000 weightings' }).waitFor();
  expect(visit.faults).toEqual([]);
});
