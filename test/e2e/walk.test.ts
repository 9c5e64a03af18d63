import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import readWorkbook from 'read-excel-file/node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSample, pairsShown, rows, saveAs, settled, slider, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
beforeAll(async () => {
  visit = await startVisit();
});
afterAll(async () => {
  await visit.end();
});

type Grid = readonly (readonly unknown[])[];

/** Takes a file from the bench's menu. */
async function download(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'More: download, print' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** The pairs of a downloaded table, as `pairsShown` gives those on screen. */
function pairsIn([headers = [], ...lines]: Grid): string[] {
  const participant = headers.indexOf('Participant name');
  const mentor = headers.indexOf('Mentor name');
  return lines
    .filter((line) => line[participant] && line[mentor])
    .map((line) => `${String(line[participant])} -> ${String(line[mentor])}`)
    .sort();
}

/** A participant with different mentors in two lists of pairs. */
function movedBetween(before: readonly string[], after: readonly string[]) {
  const mentors = new Map(after.map((pair) => pair.split(' -> ') as [string, string]));
  for (const pair of before) {
    const [participant, old] = pair.split(' -> ') as [string, string];
    const now = mentors.get(participant);
    if (now !== undefined && now !== old && ![old, now].includes('unmatched'))
      return { participant, old, now };
  }
  throw new Error('nobody has another mentor');
}

test('start, sample, drag, pin, save, change, save, compare, download', async () => {
  const page = await visit.open('/');
  await openSample(page);
  await expect.poll(() => verdict(page).textContent()).toContain('best possible, proven');
  const atStart = await pairsShown(page);
  expect(atStart).toHaveLength(25);

  // Drag: the slider follows the mouse to the far end.
  const topics = slider(page, 'Topics');
  const box = await topics.boundingBox();
  if (!box) throw new Error('the slider "Topics" is not on screen');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, middle);
  await settled(page, async () => {
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, middle, { steps: 12 });
    await page.mouse.up();
  });
  expect(Number(await topics.inputValue())).toBeGreaterThan(9);

  // Pin the first pair; it has to survive everything below.
  const first = rows(page)
    .filter({ has: page.getByRole('button', { name: /^Pin / }) })
    .first();
  const participant = (await first.locator('.participant').textContent())?.trim();
  const mentor = (await first.locator('.mentor').textContent())?.trim();
  const pinned = `${participant} -> ${mentor}`;
  await settled(page, () => first.getByRole('button', { name: /^Pin / }).click());
  expect(await pairsShown(page)).toContain(pinned);

  const before = await pairsShown(page);
  await saveAs(page, 'Draft A');

  // Change: nothing but distance and waiting counts for much.
  await settled(page, () => topics.press('Home'));
  expect(Number(await topics.inputValue())).toBe(0);
  expect(await pairsShown(page)).toContain(pinned);
  const changed = await pairsShown(page);
  await saveAs(page, 'Draft B');

  await page.getByRole('link', { name: /^Compare/ }).click();
  await page
    .getByText(/Same in (all|both)/)
    .first()
    .waitFor();
  const compared = await page.locator('main').innerText();
  expect(compared).toContain('Draft A');
  expect(compared).toContain('Draft B');

  const moved = movedBetween(before, changed);
  const difference = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: moved.participant }) });
  expect(await difference.locator('.old').innerText()).toContain(moved.old);
  expect(await difference.locator('.now').innerText()).toContain(moved.now);

  await page.getByRole('link', { name: 'Bench', exact: true }).click();
  await verdict(page).getByText('matched').waitFor();
  const matched = changed.filter((pair) => !pair.endsWith('-> unmatched'));
  const csv = await download(page, 'CSV');
  const text = csv.bytes.toString('utf8').replace(/^\uFEFF/, '');
  expect(pairsIn(Papa.parse<string[]>(text, { skipEmptyLines: true }).data)).toEqual(matched);
  expect(csv.name).toMatch(/^Sample cohort match \d{4}-\d{2}-\d{2}\.csv$/);
  const excel = await download(page, 'Excel');
  const [sheet] = await readWorkbook(excel.bytes);
  expect(pairsIn(sheet?.data ?? [])).toEqual(matched);
  expect(excel.name).toMatch(/^Sample cohort match \d{4}-\d{2}-\d{2}\.xlsx$/);
  expect(visit.faults).toEqual([]);
});

test('a name that a saved set has is refused in words, and a free one is proposed', async () => {
  const page = await visit.open('/');
  await page.getByRole('link', { name: 'Sample cohort' }).click();
  await verdict(page).getByText('matched').waitFor();
  await page.getByRole('button', { name: 'Save match set' }).click();
  const dialog = page.getByRole('dialog');
  const name = dialog.getByLabel('Name');
  await expect.poll(() => name.inputValue()).toBe('Draft 3');
  await name.fill('draft a');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByText('A set called “draft a” exists already').waitFor();
  await dialog.getByText('“Draft 3” is free').waitFor();
  await name.fill('Draft 3');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved as “Draft 3”').waitFor();
});
