import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from './support/accessibility.ts';
import { openSample, pairsShown, rows, settled, slider, verdict } from './support/bench-page.ts';
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

const why = () => page.getByRole('complementary', { name: 'Why' });

test('the verdict says how many matches are as good, and a slider where its match holds', async () => {
  await verdict(page)
    .getByText(/^(The only best match|One of .* equally good matches)/)
    .waitFor();
  const region = slider(page, 'Region');
  await expect
    .poll(() => region.getAttribute('aria-valuetext'))
    .toMatch(/Same match from \d+\.\d+ to \d+\.\d+/);
  const spoken = (await region.getAttribute('aria-valuetext')) ?? '';
  const [, first = '', last = ''] = /Same match from (\S+) to (\d+\.\d+)/.exec(spoken) ?? [];
  const before = await pairsShown(page);
  const number = page.getByLabel('Weight of Region, 0 to 10');
  for (const end of [first, last]) {
    await settled(page, async () => {
      await number.fill(end);
      await number.press('Enter');
    });
    expect(await pairsShown(page)).toEqual(before);
  }
  await settled(page, async () => {
    await number.fill('3');
    await number.press('Enter');
  });
});

test('whoever is left over is told what they are short of', async () => {
  const panel = page.getByRole('region', { name: 'Mentors still needed' });
  await panel.getByText(/possible mentor/).waitFor();
});

test('check 25: what another mentor costs comes true when it is tried, and is undone', async () => {
  const before = await pairsShown(page);
  await rows(page).nth(2).locator('button.pair').click();
  await why()
    .getByText(/^Would cost .*would move\.$/)
    .waitFor();
  await why().getByRole('combobox', { name: 'Why not …?' }).click();
  const choices = why()
    .getByRole('option')
    .filter({ hasText: /costs [\d.]+ points?$/ });
  await choices.first().click();
  const cost = why().getByRole('region', { name: 'What would it cost?', exact: true });
  const sentence = (await cost.getByText(/^Choosing/).textContent()) ?? '';
  const told = Number(/lowers the whole match by ([\d.]+)/.exec(sentence)?.[1]);
  const dominoes = await cost.getByRole('row').count();
  await settled(page, () => page.getByRole('button', { name: 'Try it (pins the pair)' }).click());
  const tried = await pairsShown(page);
  // Everybody who was told of, and nobody else; the first row is the head of the table.
  expect(tried.filter((pair) => !before.includes(pair))).toHaveLength(dominoes - 1);
  const effects = await page.getByRole('heading', { level: 4, name: /−[\d.]+ points/ }).allTextContents();
  expect(effects).toHaveLength(1);
  expect(Number(/−([\d.]+) points/.exec(effects[0] ?? '')?.[1])).toBe(told);
  await settled(page, () => page.getByRole('button', { name: 'Undo', exact: true }).first().click());
  expect(await pairsShown(page)).toEqual(before);
});

test('check 24: the points of a card sum to its fit', async () => {
  const card = why().getByRole('region', { name: 'What the fit is made of' });
  const numbers = card.locator('.line:not(.instead) .numbers');
  await numbers.first().waitFor();
  const earned = await numbers.allTextContents();
  const sum = earned.reduce((all, text) => all + Number.parseFloat(text), 0);
  const fit = Number(/Fit\s*([\d.]+)/.exec((await card.innerText()).replaceAll('\n', ' '))?.[1]);
  expect(earned.length).toBeGreaterThan(1);
  expect(Math.abs(sum - fit)).toBeLessThanOrEqual(0.1);
});

test('a pair says with which weights it holds, and in how many nearby ones', async () => {
  await why()
    .getByText(/^Holds (while .* is|whatever)/)
    .first()
    .waitFor();
  await why()
    .getByText(/^Stays together in \d+\s% of 500 tries with slightly other weights\.$/)
    .waitFor();
  await verdict(page)
    .getByText(/steady pairs?$/)
    .waitFor();
});

test('a mentor who is not allowed names the rule', async () => {
  await why().getByRole('combobox', { name: 'Why not …?' }).click();
  const barred = why().getByRole('option').filter({ hasText: 'not allowed: “' });
  await barred.first().waitFor();
  await page.keyboard.press('Escape');
});

test('check 33: moving nobody else changes the affected pair alone', async () => {
  await why()
    .getByText(/^What if .* can no longer take part/)
    .last()
    .click();
  const choice = why().getByRole('button', { name: 'Move nobody else' });
  await choice.click();
  const moves = why().getByRole('list', { name: 'Move nobody else' }).getByRole('listitem');
  const chosen = (await rows(page).nth(2).locator('.participant').innerText()).trim();
  await expect.poll(async () => (await moves.allTextContents()).length).toBe(1);
  expect((await moves.allTextContents())[0]?.trim().startsWith(`${chosen}:`)).toBe(true);
});

test.each(['light', 'dark'] as const)('no barrier, %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  const { violations } = await axe(page).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('a phone scrolls nothing sideways', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(visit.faults).toEqual([]);
});
