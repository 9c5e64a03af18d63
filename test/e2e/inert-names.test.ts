import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, saveAs, verdict } from './support/bench-page.ts';
import { add, beginImport, choose } from './support/import-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

const PARTICIPANT = '<img src=x onerror=alert(1)>';
const MENTOR = '"><svg onload=alert(2)>{@html 1}';
const SET = '<b onmouseover=alert(3)>A</b>';

let visit: Visit;
const dialogs: string[] = [];
beforeAll(async () => {
  visit = await startVisit();
});
afterAll(async () => {
  await visit.end();
});

/** The text stands on the page as it was written, and no element was made of it. */
async function expectInert(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await page.locator('main').getByText(text).first().waitFor({ state: 'attached' });
  expect(await page.locator('img, [onload], [onerror], [onmouseover], main b').count()).toBe(0);
  expect(dialogs).toEqual([]);
}

test('names that look like markup stay text on every screen', async () => {
  const page = await visit.open('/');
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await beginImport(page);
  await choose(page, 'participant', { firstName: PARTICIPANT });
  await expectInert(page, PARTICIPANT);
  await add(page);
  await choose(page, 'mentor', { firstName: MENTOR });
  await expectInert(page, MENTOR);
  await add(page);

  await page.getByRole('link', { name: 'Bench', exact: true }).click();
  await verdict(page).getByText('matched').waitFor();
  await expectInert(page, PARTICIPANT, MENTOR);

  const row = rows(page).filter({ has: page.locator('.participant').getByText(PARTICIPANT) });
  await row.first().locator('button.pair').click();
  const why = page.getByRole('complementary', { name: 'Why' });
  await why.getByText(PARTICIPANT).first().waitFor();
  await expectInert(page, PARTICIPANT, MENTOR);

  await saveAs(page, SET);
  await saveAs(page, 'B');
  await page.getByRole('link', { name: /^Compare/ }).click();
  await page.getByText(/^Same in both/).waitFor();
  await expectInert(page, PARTICIPANT, SET);
  expect(visit.faults).toEqual([]);
});
