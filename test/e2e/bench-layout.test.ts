import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousIssues } from './support/accessibility.ts';
import { openSample, rows, settled, slider, verdict } from './support/bench-page.ts';
import { add, choose } from './support/import-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let bench: string;
beforeAll(async () => {
  visit = await startVisit();
  const page = await visit.open('/');
  await openSample(page);
  bench = new URL(page.url()).hash;
  await page.close();
});
afterAll(async () => {
  expect(visit.faults).toEqual([]);
  await visit.end();
});

async function openBench(width: number, height: number, address = bench): Promise<Page> {
  const page = await visit.open(`/${address}`, { viewport: { width, height } });
  await verdict(page).getByText('steady').waitFor();
  return page;
}

/** Rows that stand wholly between the top of the window and what lies over its foot. */
async function rowsInSight(page: Page, foot: string): Promise<number> {
  const top = (await page.locator(foot).boundingBox())?.y ?? Number.NaN;
  const boxes = await rows(page).evaluateAll((items) =>
    items.map((item) => item.getBoundingClientRect().bottom),
  );
  return boxes.filter((bottom) => bottom <= top).length;
}

test('a laptop has at least 14 pairs in sight, beside what is still needed', async () => {
  const page = await openBench(1440, 900);
  await page
    .getByRole('region', { name: 'Mentors still needed' })
    .getByText(/No rule that may be relaxed/)
    .waitFor();
  expect(await rowsInSight(page, 'footer.status')).toBeGreaterThanOrEqual(14);
  await page.close();
});

test('a phone has the first pair in sight', async () => {
  const page = await openBench(390, 844);
  await page
    .getByRole('region', { name: 'Mentors still needed' })
    .getByText(/No rule that may be relaxed/)
    .waitFor();
  const first = rows(page)
    .filter({ has: page.getByRole('button', { name: /^Pin / }) })
    .first();
  const [pair, tabs] = await Promise.all([
    first.boundingBox(),
    page.getByRole('navigation', { name: 'Parts of the Bench' }).boundingBox(),
  ]);
  expect((pair?.y ?? Number.NaN) + (pair?.height ?? 0)).toBeLessThanOrEqual(tabs?.y ?? 0);
  await page.close();
});

test('the bar undoes, does again, shares, and leads to the rules, also from another screen', async () => {
  const page = await openBench(1440, 900);
  const bar = page.getByRole('banner');
  await settled(page, () => slider(page, 'Topics').press('Home'));
  await settled(page, () => bar.getByRole('button', { name: 'Undo' }).click());
  expect(await slider(page, 'Topics').inputValue()).not.toBe('0');
  await settled(page, () => bar.getByRole('button', { name: 'Redo' }).click());
  expect(await slider(page, 'Topics').inputValue()).toBe('0');
  await bar.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('dialog', { name: /Share/ }).waitFor();
  await page.keyboard.press('Escape');

  await bar.getByRole('link', { name: 'Rules' }).click();
  const rules = page.getByRole('heading', { name: 'Rules', exact: true });
  await expect.poll(async () => (await rules.boundingBox())?.y).toBeLessThan(700);
  await bar.getByRole('link', { name: /^Compare/ }).click();
  await expect.poll(() => bar.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  await bar.getByRole('link', { name: 'Rules' }).click();
  await expect.poll(() => rules.evaluate((heading) => heading === document.activeElement)).toBe(true);
  await page.close();
});

test('a phone reaches the Lab and, by the bar, the rules', async () => {
  const page = await openBench(390, 844);
  await page.getByRole('link', { name: 'Rules' }).click();
  await expect
    .poll(async () => (await page.getByRole('heading', { name: 'Rules', exact: true }).boundingBox())?.y)
    .toBeLessThan(800);
  await page.getByRole('button', { name: /^Cohort:/ }).click();
  await page.getByRole('link', { name: 'Lab' }).filter({ visible: true }).click();
  await page.getByRole('heading', { name: 'Lab' }).first().waitFor();
  await page.close();
});

test('where one side is missing the bench says which, and leads to its import', async () => {
  const origin = visit.service.origin;
  const headers = { 'content-type': 'application/json' };
  const made = await fetch(`${origin}/api/cohorts`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'Half', programme: 'minnesota' }),
  });
  const { id } = (await made.json()) as { id: string };
  const page = await visit.open(`/#/cohorts/${id}/applications`);
  await choose(page, 'participant');
  await add(page);
  await page.goto(`${origin}/#/cohorts/${id}/bench`);
  await page.getByRole('heading', { name: '20 participants, no mentors yet.' }).waitFor();
  expect(await seriousIssues(page)).toEqual([]);
  await page.getByRole('link', { name: 'Import mentors' }).click();
  await page.getByText('Import mentors').first().waitFor();
  // The list of cohorts says the same, as what comes next.
  await page.goto(`${origin}/#/`);
  const row = page.getByRole('row', { name: /Half/ });
  await row.getByText('20 participants, no mentors').waitFor();
  await row.getByRole('link', { name: 'Import mentors' }).waitFor();
  await page.goto(`${origin}/#/cohorts/${id}/decide`);
  const publish = page.getByRole('button', { name: 'Publish without a vote…' });
  await publish.waitFor();
  expect(await publish.getAttribute('aria-disabled')).toBe('true');
  await page.getByText(/^First bring the applications/).waitFor();
  await page.close();
});

test('whoever may not be helped by a rule is told so by the row and by the panel alike, which leads to who is to be asked', async () => {
  const page = await openBench(1440, 900);
  await page.locator('.reason').getByText('not one that may be relaxed').waitFor();
  await page.getByText('No rule that may be relaxed would match more.').waitFor();
  const alone = await rows(page).first().locator('.participant').innerText();
  await page.getByRole('link', { name: `Ask ${alone} for consent` }).click();
  await page.getByRole('heading', { name: alone }).waitFor();
  await page.close();
});
