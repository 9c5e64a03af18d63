import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('what a pair costs is told, comes true when it is tried, and is undone', async () => {
  const before = await pairsShown(page);
  await rows(page).nth(2).locator('button.pair').click();
  await why()
    .getByText(/^Would cost .*would move\.$/)
    .waitFor();
  await why()
    .getByText(/^Possible mentors of/)
    .click();
  const others = why().locator('.partners button');
  await others.first().click();
  const cost = why().getByRole('region', { name: 'What would it cost?', exact: true });
  const words = cost.getByText(/^Would cost .*would move\.$/);
  await words.waitFor();
  const moved = Number(/(\d+) others? would move/.exec((await words.textContent()) ?? '')?.[1] ?? 0);
  await settled(page, () => page.getByRole('button', { name: 'Try it (pins the pair)' }).click());
  const tried = await pairsShown(page);
  // The participant, and the others who were told of.
  expect(tried.filter((pair) => !before.includes(pair))).toHaveLength(moved + 1);
  await settled(page, () => page.getByRole('button', { name: 'Undo', exact: true }).first().click());
  expect(await pairsShown(page)).toEqual(before);
});

test('a dropout is answered by a short table', async () => {
  await why()
    .getByText(/can no longer take part/)
    .first()
    .click();
  const table = why().getByRole('table');
  await table.waitFor();
  expect(await table.getByRole('row').count()).toBeGreaterThan(1);
});

test.each(['light', 'dark'] as const)('no barrier, %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('a phone scrolls nothing sideways', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(visit.faults).toEqual([]);
});
