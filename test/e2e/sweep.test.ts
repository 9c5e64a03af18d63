import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askSomethingHard, openSomethingHard } from '../support/hard-question.ts';
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

const tradeOffs = (at: Page) => at.locator('main tbody tr');
const toTheEnd = (at: Page) => at.getByRole('button', { name: 'Search to the end' });

test('where the quick search for trade-offs is not over, the thorough one finds the same ones, and is found again', async () => {
  const cohortId = new URL(page.url()).hash.split('/')[2];
  const address = `/#/cohorts/${cohortId}/trade-offs`;
  const quick = await visit.open(address);
  await tradeOffs(quick).first().waitFor();
  const known = await tradeOffs(quick).allInnerTexts();
  expect(await toTheEnd(quick).count()).toBe(0);
  const slow = await visit.open('/');
  let asked = 0;
  // This question never ends here, as one of a large cohort does not within its time.
  await slow.route('**/explore/pareto', () => void (asked += 1));
  const busy = { code: 'BUSY', message: 'Too much is asked at once.' };
  await slow.route('**/sweeps/pareto', (route) => route.fulfill({ status: 429, json: { error: busy } }), {
    times: 1,
  });
  await slow.goto(`${visit.service.origin}${address}`);
  await toTheEnd(slow).click();
  await slow.getByText(busy.message).waitFor();
  // Nothing began, so the quick one is looked for on, and asked anew by whoever comes back.
  await slow.getByText('Working it out…').waitFor();
  await expect.poll(() => asked).toBe(1);
  await slow.goto(`${visit.service.origin}/#/cohorts/${cohortId}/compare`);
  await slow.getByRole('heading', { name: 'Compare' }).waitFor();
  await slow.goBack();
  await expect.poll(() => asked).toBe(2);
  await toTheEnd(slow).click();
  await slow.getByText('All was searched: no match that nothing beats is missing.').waitFor(ENDED);
  await toTheEnd(slow).waitFor({ state: 'detached' });
  expect(await tradeOffs(slow).allInnerTexts()).toEqual(known);
  const { violations } = await new AxeBuilder({ page: slow }).include('main').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await slow.goto(`${visit.service.origin}/#/cohorts/${cohortId}/compare`);
  await slow.getByRole('heading', { name: 'Compare' }).waitFor();
  await slow.goBack();
  await slow.getByText('All was searched: no match that nothing beats is missing.').waitFor();
  expect(await tradeOffs(slow).allInnerTexts()).toEqual(known);
  expect(visit.faults.splice(0).filter((fault) => !fault.includes('429'))).toEqual([]);
});

test('the thorough search ends where it is stopped, and can be begun once more', async () => {
  const { cohort } = await openSomethingHard(visit.service.origin);
  const hard = await visit.open(`/#/cohorts/${cohort.id}/trade-offs`);
  await toTheEnd(hard).click();
  await hard.getByText(/\d+ of 64 parts searched/).waitFor();
  await hard.getByRole('button', { name: 'Stop and keep what was found' }).click();
  await hard.getByText(/^Stopped after \d+ of 64 parts\. What was found is kept\.$/).waitFor(ENDED);
  await hard.getByRole('button', { name: 'Search once more, to the end' }).waitFor();
  expect(visit.faults).toEqual([]);
});
