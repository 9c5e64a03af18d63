import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from './support/accessibility.ts';
import { openSample, pairsShown, settled, slider } from './support/bench-page.ts';
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

const look = (name: 'List' | 'Grid' | 'Map') => page.getByRole('radio', { name, exact: true }).check();
const why = () => page.getByRole('complementary', { name: 'Why' });
const grid = () => page.getByRole('application', { name: /^Grid of participants and mentors/ });
const card = () => page.locator('.grid-view .card .words');
/** What is said of the cell in focus, once it is known. */
async function cell(): Promise<string> {
  await expect
    .poll(() => card().textContent())
    .toMatch(
      /In this match\.|Would cost .*would move\.|Not allowed: “.+”\.|Not allowed: a decision|It cannot be/,
    );
  return (await card().textContent()) ?? '';
}
const ranked = () => page.locator('.ranked tbody tr');

test('the grid comes when it is looked at, and stays the chosen view', async () => {
  const before = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(before.filter((name) => /GridView|MapView/.test(name))).toEqual([]);
  await look('Grid');
  await grid().waitFor();
  await page.reload();
  await grid().waitFor();
});

test('check 26: the cost is nothing on matched cells, and cells that are not allowed name a rule', async () => {
  await grid().focus();
  await page.keyboard.press('Control+Home');
  const told = { matched: 0, rules: 0, costs: 0 };
  for (let step = 0; step < 25; step += 1) {
    const words = await cell();
    const rows = await ranked().evaluateAll((lines) => lines.map((line) => line.textContent));
    // Those in the match stand first, then others by cost.
    expect(rows.slice(1).every((row) => !row.includes('In this match.'))).toBe(true);
    if (rows[0]?.includes('In this match.')) told.matched += 1;
    const mentor = await page.locator('.ranked tbody tr.focused').first().textContent();
    if (words.includes('Not allowed: “')) {
      expect(mentor).toContain('Not allowed: “');
      told.rules += 1;
    }
    if (words.includes('Would cost')) told.costs += 1;
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
  }
  expect(told.matched).toBeGreaterThan(5);
  expect(told.rules).toBeGreaterThan(3);
  expect(told.costs).toBeGreaterThan(3);
});

test('a cell opens its pair, and trying it moves as many others as the cell says', async () => {
  await look('List');
  const before = await pairsShown(page);
  await look('Grid');
  await grid().focus();
  await page.keyboard.press('Control+Home');
  let words = '';
  for (let step = 0; step < 40 && !/Would cost .*[2-9] others would move/.test(words); step += 1) {
    await page.keyboard.press(step % 8 === 7 ? 'ArrowDown' : 'ArrowRight');
    words = await cell();
  }
  const moved = Number(/(\d+) others would move/.exec(words)?.[1]);
  expect(moved).toBeGreaterThan(1);
  await page.keyboard.press('Enter');
  await why().getByRole('region', { name: 'What would it cost?', exact: true }).waitFor();
  await settled(page, () => page.getByRole('button', { name: 'Try it (pins the pair)' }).click());
  await look('List');
  const tried = await pairsShown(page);
  expect(tried.filter((pair) => !before.includes(pair))).toHaveLength(moved + 1);
  await settled(page, () => page.getByRole('button', { name: 'Undo', exact: true }).first().click());
  expect(await pairsShown(page)).toEqual(before);
});

test('a name that is looked for narrows the grid, and nobody is told of nobody', async () => {
  await look('Grid');
  await grid().waitFor();
  const find = page.getByRole('searchbox', { name: 'Find a name' });
  await find.fill('Bjorn');
  await page.locator('.grid-view').getByText('2 participants, 30 mentors', { exact: true }).waitFor();
  await find.fill('nobody is called so');
  await page.getByText('Nobody is called so on either side.').waitFor();
  await find.fill('');
  await page.locator('.grid-view').getByText('25 participants, 30 mentors').waitFor();
});

test('the map draws every pair, lists the longest way first and says who is short of mentors', async () => {
  await look('Map');
  await page.locator('.counties').waitFor();
  await expect.poll(() => page.locator('.map-view .way').count()).toBe(24);
  const kilometres = await page
    .locator('.map-view td.km')
    .evaluateAll((cells) => cells.map((cell) => Number.parseFloat(cell.textContent) || 0));
  expect(kilometres.length).toBeGreaterThan(10);
  expect(kilometres).toEqual(kilometres.toSorted((a, b) => b - a));
  await page.getByText(/Unmatched, by region/).waitFor();
  await page.locator('.map-view section button').first().click();
  await expect.poll(() => page.locator('.way.chosen').count()).toBe(1);
});

test('the map draws former pairs too, dashed, and says them in words', async () => {
  const former = page.locator('.map-view [data-journey] .former');
  expect(await former.count()).toBe(0);
  await settled(page, () => slider(page, 'Topics').press('Home'));
  await expect.poll(() => former.count()).toBeGreaterThan(0);
  expect(await former.first().evaluate((line) => getComputedStyle(line).strokeDasharray)).not.toBe('none');
  const list = page.getByRole('region', {
    name: 'How far the former pairs of changed participants were apart',
  });
  await list.getByText('before', { exact: false }).first().waitFor();
  await settled(page, () => page.keyboard.press('Control+z'));
  await expect.poll(() => former.count()).toBe(0);
});

test('a picture is its table for whoever reads it, and a file with everything inside', async () => {
  const figure = page.getByRole('figure', { name: 'Supply and demand by region' });
  await expect.poll(() => figure.getByRole('table').getByRole('row').count()).toBeGreaterThan(5);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'SVG of Supply and demand by region' }).click(),
  ]);
  const svg = await readFile(await download.path(), 'utf8');
  expect(svg).toContain("@font-face{font-family:'Atkinson Hyperlegible'");
  expect(svg).not.toMatch(/var\(--|class=|https?:(?!\/\/www\.w3\.org)/);
  const [image] = await Promise.all([
    page.waitForEvent('download'),
    figure.getByRole('button', { name: 'PNG of Supply and demand by region' }).click(),
  ]);
  const png = await readFile(await image.path());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBeGreaterThan(800);
  await figure.getByRole('button', { name: 'As table' }).click();
  await figure.locator('svg.drawing, .drawing svg').waitFor({ state: 'detached' });
  await figure.getByRole('button', { name: 'As picture' }).click();
});

test.each([
  ['Grid', 'light'],
  ['Grid', 'dark'],
  ['Map', 'light'],
  ['Map', 'dark'],
] as const)('check 36: no barrier in the %s, %s', async (name, colorScheme) => {
  await page.emulateMedia({ colorScheme });
  await look(name);
  await (name === 'Grid' ? grid() : page.locator('.counties')).waitFor();
  const { violations } = await axe(page).include('.match').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('check 37: on a phone the grid is a ranked list for each person, and nothing scrolls sideways', async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Match', exact: true }).click();
  await look('Grid');
  const person = page.getByLabel('Participant', { exact: true });
  await person.selectOption({ index: 0 });
  const first = await person.inputValue();
  await page.getByRole('button', { name: 'Next participant' }).click();
  await expect.poll(() => person.inputValue()).not.toBe(first);
  expect(await page.locator('canvas').count()).toBe(0);
  await expect.poll(() => ranked().count()).toBe(12);
  for (const name of ['Grid', 'Map'] as const) {
    await look(name);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(390);
  }
  expect(visit.faults).toEqual([]);
});
