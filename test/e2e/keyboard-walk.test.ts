import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { saveAs, settled, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
beforeAll(async () => {
  visit = await startVisit();
});
afterAll(async () => {
  expect(visit.faults).toEqual([]);
  await visit.end();
});

/** More stops than any screen of the sample has between two things. */
const MOST_STOPS = 300;

/** Goes there by the Tab key alone; what it does not reach is a fault. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  // What is blocked for now would swallow the key.
  await expect.poll(() => target.isEnabled()).toBe(true);
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not reach ${String(target)}`);
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first();

async function save(page: Page, name: string): Promise<void> {
  await press(page, button(page, 'Save match set'));
  await tabTo(page, page.getByRole('dialog').getByLabel('Name'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.getByText(`Saved as “${name}”.`).waitFor();
}

test('without a mouse: the weakest pair, why, another mentor, compare, decide, publish', async () => {
  const page = await visit.open('/');
  await press(page, button(page, 'Look at a sample cohort'));
  await verdict(page).getByText('best possible, proven').waitFor();

  const weakest = verdict(page).getByRole('button', { name: '→' });
  const pair = (await weakest.innerText()).replace(/[()]/gu, '');
  await press(page, weakest);
  const why = page.getByRole('complementary', { name: 'Why' });
  await why.getByRole('heading', { name: pair }).waitFor();
  await why.getByText(/-best allowed mentor/u).waitFor();

  await tabTo(page, why.getByRole('combobox', { name: 'Why not …?' }));
  await page.keyboard.press('ArrowDown');
  await why.getByRole('option').filter({ hasText: /costs/u }).first().waitFor();
  await page.keyboard.press('Enter');
  const tryIt = why.getByRole('button', { name: 'Try it (pins the pair)' });
  await why
    .getByText(/^Choosing .* lowers the whole match/u)
    .last()
    .waitFor();
  // The answer came into sight by itself.
  await expect
    .poll(() => tryIt.evaluate((one) => one.getBoundingClientRect().bottom < innerHeight))
    .toBe(true);
  await settled(page, () => press(page, tryIt));
  await verdict(page)
    .getByText(/differs? from the match when you came/u)
    .waitFor();
  await save(page, 'With another mentor');
  await page.keyboard.press('Control+z');
  await verdict(page).getByText('same as the match when you came').waitFor();
  await save(page, 'As it was');

  await press(page, link(page, /^Compare/u));
  await page.getByRole('heading', { name: /participants? of 25 differ/u }).waitFor();
  await press(page, link(page, /^Decide/u));
  await tabTo(page, page.getByLabel('Your name, as the committee knows you'));
  await page.keyboard.type('Ana');
  await page.keyboard.press('Enter');
  await page.getByText('You are Ana.').waitFor();
  await press(page, button(page, 'Put it to the committee'));
  await press(page, page.getByLabel('I consent'), 'Space');
  await press(page, button(page, 'Give my answer'));
  await page.getByText('You have answered, and there is nobody else.').waitFor();
  await press(page, button(page, 'Reveal the answers'));
  await tabTo(page, page.getByLabel('What was decided, and why'));
  await page.keyboard.type('We agree on it.');
  await press(page, button(page, 'Record as adopted'));
  await press(page, button(page, 'Publish this set…'));
  const dialog = page.getByRole('dialog');
  // What the committee wrote down is not typed again.
  await expect.poll(() => dialog.getByLabel('Why this one').inputValue()).toBe('We agree on it.');
  await press(page, dialog.getByRole('button', { name: 'Publish version 1' }));
  await press(page, link(page, 'write the letters'));
  await page.getByRole('heading', { name: 'Letters', level: 1 }).waitFor();
  await page.close();
});

/** A colleague's change; false where somebody else's came in between. */
async function storeOtherQuotas(address: string): Promise<boolean> {
  const { policy, policyVersion } = (await (await fetch(address)).json()) as CohortDetail;
  const stored = await fetch(`${address}/policy`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ policy: { ...policy, quotas: [] }, basedOn: policyVersion }),
  });
  return stored.ok;
}

test('who looks at another screen comes back to the same comparison, and can still undo; a colleague’s change begins anew', async () => {
  const page = await visit.open('/');
  await button(page, 'Look at a sample cohort').click();
  await verdict(page).getByText('best possible, proven').waitFor();
  const cohort = new URL(page.url()).hash.split('/')[2] ?? '';
  await settled(page, () => page.getByRole('slider', { name: 'Topics', exact: true }).press('Home'));
  const differs = verdict(page).getByText(/differ from the match when you came/u);
  const words = await differs.innerText();
  await saveAs(page, 'Draft A');

  const leaveAndReturn = async () => {
    await link(page, /^Decide/u).click();
    await page.getByRole('heading', { name: 'Decide', level: 1 }).waitFor();
    await link(page, /^Bench/u).click();
    await verdict(page).getByText('best possible, proven').waitFor();
  };
  await leaveAndReturn();
  expect(await differs.innerText()).toBe(words);
  await settled(page, () => button(page, /^Undo/u).first().click());
  await verdict(page).getByText('same as the match when you came').waitFor();

  await link(page, /^Decide/u).click();
  await page.getByRole('heading', { name: 'Decide', level: 1 }).waitFor();
  // What the reader undid is on its way meanwhile: the colleague's change is the next one.
  await expect.poll(() => storeOtherQuotas(`${visit.service.origin}/api/cohorts/${cohort}`)).toBe(true);
  await link(page, /^Bench/u).click();
  await verdict(page).getByText('best possible, proven').waitFor();
  await expect.poll(() => button(page, /^Undo/u).first().getAttribute('aria-disabled')).toBe('true');
  await verdict(page).getByText('the match when you came').waitFor({ state: 'detached' });
  await page.close();
});
