import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSample, saveAs, settled, slider, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let ana: Page;
let ben: Page;
beforeAll(async () => {
  visit = await startVisit();
  ana = await visit.open('/');
  await openSample(ana);
  ben = await visit.open(`/${new URL(ana.url()).hash}`);
  await verdict(ben).getByText('matched').waitFor();
});
afterAll(() => visit.end());
beforeEach(() => {
  visit.faults.length = 0;
});

const valueOf = (page: Page, label: string) => slider(page, label).inputValue();
const foot = (page: Page) => page.locator('footer.status');

test('two readers see each other, under the names that they gave themselves', async () => {
  await foot(ana).getByText('somebody else is viewing').waitFor();
  await foot(ben)
    .getByRole('button', { name: /^Add your name/ })
    .click();
  await foot(ben).getByLabel('Your name, as others see it').fill('Ben');
  await foot(ben).getByRole('button', { name: 'Keep' }).click();
  await foot(ana).getByText('Ben is viewing').waitFor();
  expect(visit.faults).toEqual([]);
});

test('check 35: a second reader’s edit appears by itself, with who and what', async () => {
  await Promise.all([
    ben.waitForResponse((reply) => reply.url().endsWith('/policy') && reply.ok()),
    settled(ben, () => slider(ben, 'Topics').press('End')),
  ]);
  await ana.getByText('Ben changed Topics.').first().waitFor();
  await expect.poll(() => valueOf(ana, 'Topics')).toBe('10');
  expect(await valueOf(ben, 'Topics')).toBe('10');
  expect(visit.faults).toEqual([]);
});

test('check 35: nothing is overwritten: what was not stored yet stays as “My copy”, which can be taken up', async () => {
  // Ana's edits are held back on their way, so that Ben's is stored first for certain.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await ana.route('**/policy', async (route) => {
    await held;
    await route.continue();
  });
  await Promise.all([
    ana.waitForRequest((request) => request.url().endsWith('/policy')),
    slider(ana, 'Distance').press('End'),
  ]);
  await Promise.all([
    ben.waitForResponse((reply) => reply.url().endsWith('/policy') && reply.ok()),
    slider(ben, 'Distance').press('Home'),
  ]);
  release();
  await ana.getByText('Ben changed Distance. Yours is kept as “My copy”.').first().waitFor();
  await expect.poll(() => valueOf(ana, 'Distance')).toBe('0');
  await ana.unroute('**/policy');

  await foot(ana).getByRole('button', { name: 'Take it up' }).click();
  await ben
    .getByText(/changed Distance\./)
    .first()
    .waitFor();
  await expect.poll(() => valueOf(ben, 'Distance')).toBe('10');
  expect(visit.faults.filter((fault) => !fault.includes('409'))).toEqual([]);
});

test('a set that one saves is there for the other', async () => {
  await saveAs(ben, 'Ben’s draft');
  await expect
    .poll(() => foot(ana).getByLabel('compared with').locator('option').allInnerTexts())
    .toContain('Ben’s draft');
  await ana.getByRole('link', { name: 'Compare (1)' }).first().waitFor();
  expect(visit.faults).toEqual([]);
});

test('whoever leaves is no longer said to be there', async () => {
  await ben.close();
  await foot(ana).getByText('is viewing').waitFor({ state: 'detached' });
});
