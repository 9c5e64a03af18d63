import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSomethingHard } from '../support/hard-question.ts';
import { rows, saveAs, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let cohortId: string;
let participants: number;
beforeAll(async () => {
  visit = await startVisit();
  const { cohort } = await openSomethingHard(visit.service.origin);
  cohortId = cohort.id;
  participants = cohort.participants;
});
afterAll(() => visit.end());
beforeEach(() => {
  visit.faults.length = 0;
});

/** Calculations that somebody waits for, as the service counts them. */
async function searchesUnderWay(): Promise<number> {
  const figures = await (await fetch(`${visit.service.origin}/metrics`)).text();
  return Number(/^mile_pool_busy\{pool="prompt"\} (\d+)$/m.exec(figures)?.[1]);
}

/** The page says that it is not proven best, and the service's thread is free: what was stopped has ended there too. */
async function stopped(page: Page): Promise<void> {
  await verdict(page).getByText('good, not proven best').waitFor();
  await stopButton(page).waitFor({ state: 'detached' });
  await expect.poll(searchesUnderWay).toBe(0);
}

/** How much of the best possible the match has for certain, in percent. */
async function shareOf(page: Page): Promise<number> {
  return Number(/at least ([\d.]+) %/.exec(await verdict(page).innerText())?.[1]);
}

const stopButton = (page: Page) => page.getByRole('button', { name: 'Stop and keep' });

test('check 34: a search that takes long shows its best match so far, is stopped and kept by keyboard, and says so in Compare, in print and in Decide', async () => {
  const page = await visit.open(`/#/cohorts/${cohortId}/bench`);
  await verdict(page).getByText('best so far').waitFor({ timeout: 100_000 });
  expect(await verdict(page).innerText()).toMatch(/at least [\d.]+ % of the best possible/);
  await expect
    .poll(() => page.locator('[aria-live="polite"]').allInnerTexts())
    .toContainEqual(expect.stringContaining('Stop and keep'));
  // The best so far is usable: everybody is on the list, and nothing is saved before the search has ended.
  expect(new Set(await rows(page).evaluateAll((items) => items.map((item) => item.textContent))).size).toBe(
    participants,
  );
  expect(await page.getByRole('button', { name: 'Save match set' }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  const { violations } = await new AxeBuilder({ page }).include('.verdict').analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  // What is certain is drawn, and can be put away while the search goes on.
  const picture = page.getByRole('figure', { name: 'How near it is to the best' });
  await picture.waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Put the picture away' }).click();
  await picture.waitFor({ state: 'detached' });

  expect(await searchesUnderWay()).toBeGreaterThan(0);
  await stopButton(page).focus();
  await page.keyboard.press('Enter');
  await stopped(page);
  const share = await shareOf(page);

  // Who wants to look on does: the thread works again, the match stays meanwhile, and nothing worse comes of it.
  await page.getByRole('button', { name: 'Keep looking' }).click();
  await expect.poll(searchesUnderWay).toBeGreaterThan(0);
  expect(await rows(page).count()).toBeGreaterThanOrEqual(participants);
  await stopButton(page).click();
  await stopped(page);
  expect(await shareOf(page)).toBeGreaterThanOrEqual(share);

  // What was stopped says so wherever it goes.
  await saveAs(page, 'Stopped');
  await saveAs(page, 'Stopped again');
  await page.goto(`${visit.service.origin}/#/cohorts/${cohortId}/compare`);
  await page
    .getByRole('cell', { name: /good, not proven best/ })
    .first()
    .waitFor();
  await page.getByRole('row', { name: /Second opinion/ }).waitFor();
  await page.getByRole('row', { name: /How it was found/ }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await page
    .getByText(/good, not proven best/)
    .filter({ visible: true })
    .first()
    .waitFor();
  await page.emulateMedia({ media: 'screen' });

  // Whoever decides is told as well.
  await page.goto(`${visit.service.origin}/#/cohorts/${cohortId}/decide`);
  await page
    .getByLabel('Match set')
    .getByText(/Stopped: .*good, not proven best/)
    .waitFor({ state: 'attached' });
  await page.getByLabel('Your name, as the committee knows you').fill('Ana');
  await page.getByRole('button', { name: 'Join the committee' }).click();
  await page.getByRole('button', { name: 'Put it to the committee' }).click();
  await page.getByRole('article').getByText('good, not proven best').waitFor();
  expect(visit.faults).toEqual([]);
  await page.close();
});
