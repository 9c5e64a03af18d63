import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sparseProblem } from '../support/sparse-problem.ts';
import { axe } from './support/accessibility.ts';
import { rows, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
beforeAll(async () => {
  visit = await startVisit();
});
afterAll(() => visit.end());
beforeEach(() => {
  visit.faults.length = 0;
});

const measured = (page: Page) => page.getByRole('region', { name: 'Measurements' });
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click();

async function downloaded(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

test('a simulated cohort is measured on three engines, whose answers and growth stand side by side, and opens on the Bench', async () => {
  const page = await visit.open('/#/lab');
  await page.getByLabel('Seed').fill('5');
  await page.getByText('25 participants and 30 mentors of').waitFor();
  await run(page);
  await page.getByRole('status').getByText('9 of 9 measured.').waitFor();

  await expect.poll(() => measured(page).getByText('all give the same pairs').count()).toBe(3);
  await expect.poll(() => measured(page).getByText('best possible, proven').count()).toBe(9);
  await page
    .getByRole('figure')
    .getByText(/auto, n\^[\d.-]+/)
    .first()
    .waitFor();
  await page
    .getByText(/Node \d+/)
    .first()
    .waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await axe(page).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }

  const csv = await downloaded(page, 'CSV');
  expect(csv.trim().split('\r\n')).toHaveLength(10);
  const json = JSON.parse(await downloaded(page, 'JSON')) as { measurements: unknown[] };
  expect(json.measurements).toHaveLength(9);

  await page.getByRole('region', { name: 'Run' }).getByRole('button', { name: 'Open on the Bench' }).click();
  await verdict(page).getByText('matched').waitFor();
  await page.getByText('Simulated 25 × 30, seed 5').first().waitFor();
  await expect.poll(() => rows(page).count()).toBeGreaterThan(20);
  expect(visit.faults).toEqual([]);
  await page.close();
});

test('a run survives leaving the screen, does not hold up what-ifs, and is stopped', async () => {
  const page = await visit.open('/#/lab');
  await page.getByLabel('Participants', { exact: true }).fill('400');
  await page.getByLabel('Mentors', { exact: true }).fill('400');
  await run(page);
  const progress = page.getByRole('status').filter({ hasText: 'measured' });
  await progress.getByText(/[1-9]\d* of 18 measured; now/).waitFor();
  await page.goto(`${visit.service.origin}/#/`);
  await page.getByRole('button', { name: 'Look at a sample cohort' }).click();
  await verdict(page).getByText('best possible, proven').waitFor();
  await page.goBack();
  await page.goto(`${visit.service.origin}/#/lab`);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await progress.getByText(/Stopped: \d+ of 18 measured/).waitFor();
  expect(visit.faults).toEqual([]);
  await page.close();
});

test('a size that does not fit is refused with the figure', async () => {
  const page = await visit.open('/#/lab');
  await page.getByLabel('Participants', { exact: true }).fill('100000');
  await page.getByLabel('Mentors', { exact: true }).fill('100000');
  await run(page);
  await page
    .getByRole('alert')
    .getByText(/need about [\d,]+ MB of memory/)
    .waitFor();
  // The browser notes the refusal by itself.
  expect(visit.faults.filter((fault) => !fault.includes('413'))).toEqual([]);
  await page.close();
});

test('check 37: the Lab has no sideways scroll at 390 px', async () => {
  const page = await visit.open('/#/lab', { viewport: { width: 390, height: 844 } });
  await page.getByRole('region', { name: 'All runs' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.close();
});

test('a problem file is brought, solved and checked, and problem and result are downloaded', async () => {
  const page = await visit.open('/#/lab');
  const problem = JSON.stringify(sparseProblem(5_000, 12, 1));
  await page.getByLabel('Choose a problem file').setInputFiles({
    name: 'five thousand.json',
    mimeType: 'application/json',
    buffer: Buffer.from(problem),
  });
  const row = page.getByRole('row').filter({ hasText: 'five thousand.json' });
  await row.getByText(/\d matched, best possible, proven/).waitFor();
  await row.getByText('✓ holds, proof included').waitFor();
  await row.getByText('5,000 × 5,000, 60,000 pairs').waitFor();
  const fileOf = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('link', { name, exact: true }).click(),
    ]);
    return readFile(await download.path(), 'utf8');
  };
  expect(await fileOf('problem')).toBe(problem);
  const result = JSON.parse(await fileOf('result')) as { status: string; pairs: unknown[]; matched: number };
  expect([result.status, result.pairs.length]).toEqual(['optimal', result.matched]);
  await page.getByLabel('Choose a problem file').setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from(problem.slice(0, 900)),
  });
  const broken = page.getByRole('row').filter({ hasText: 'broken.json' });
  await broken.getByText(/ends too early/).waitFor();
  const { violations } = await axe(page).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await broken.getByRole('button', { name: 'Remove broken.json' }).click();
  await broken.waitFor({ state: 'detached' });
  expect(visit.faults).toEqual([]);
  await page.close();
});

test('thousands of cohorts are matched while one looks on, and what was matched is kept when they are stopped', async () => {
  const page = await visit.open('/#/lab');
  await page.getByRole('button', { name: 'Match 10,000 such cohorts' }).click();
  const many = page.getByRole('region', { name: 'Many cohorts' });
  await many.getByText(/[1-9][\d,]* of 10,000 matched/).waitFor();
  await many.getByRole('row').filter({ hasText: 'the mean fit is at most' }).waitFor();
  await many.getByRole('button', { name: 'Stop and keep what was matched' }).click();
  await many.getByText(/(Stopped after|Matched) [\d,]+ cohorts: in [\d.]+ % of them/).waitFor();
  const { violations } = await axe(page).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  expect(visit.faults).toEqual([]);
  await page.close();
});
