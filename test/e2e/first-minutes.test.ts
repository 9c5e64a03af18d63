import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeEach, afterEach, beforeAll, expect, test } from 'vitest';
import { openSample, rows, settled, slider, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let page: Page;
beforeAll(async () => {
  visit = await startVisit();
});
beforeEach(async () => {
  page = await visit.open('/');
});
afterEach(() => page.close());
afterAll(async () => {
  expect(visit.faults).toEqual([]);
  await visit.end();
});

test('check 2: the sample cohort is matched after at most two clicks', async () => {
  await page.evaluate(() => {
    const counted = { clicks: 0 };
    Object.assign(window, { counted });
    document.addEventListener('click', () => (counted.clicks += 1), { capture: true });
  });
  await openSample(page);
  await expect.poll(() => verdict(page).innerText()).toMatch(/\d+ of 25 matched/u);
  await rows(page).first().waitFor();
  const clicks = await page.evaluate(
    () => (window as unknown as { counted: { clicks: number } }).counted.clicks,
  );
  expect(clicks).toBeLessThanOrEqual(2);
});

async function centre(of: Locator): Promise<{ x: number; y: number; width: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error('it is not on screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width };
}

test('check 18: what a drag of a slider does, clicks do as well, on a laptop and on a phone', async () => {
  await page.getByRole('link', { name: 'Sample cohort' }).click();
  await verdict(page).getByText('matched').waitFor();
  const topics = slider(page, 'Topics');
  const at = Number(await topics.inputValue());
  const { x, y, width } = await centre(topics);

  // A press on the track puts the thumb there.
  await settled(page, () => page.mouse.click(x + width * 0.45, y));
  expect(Number(await topics.inputValue())).toBeGreaterThan(at);

  // Buttons move it by tenths and to the next change.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Weights', exact: true }).click();
  const before = Number(await topics.inputValue());
  await settled(page, () => page.getByRole('button', { name: 'Topics: less' }).click());
  const less = Number(await topics.inputValue());
  expect(less).toBeLessThan(before);
  await settled(page, () => page.getByRole('button', { name: 'Topics: more' }).click());
  expect(Number(await topics.inputValue())).toBeGreaterThan(less);
});

test('check 18: a file that could be dropped can be chosen, and nothing else is dragged', async () => {
  await page.getByRole('button', { name: 'New cohort' }).click();
  await page.getByRole('button', { name: 'Continue to the files' }).click();
  const places = page.locator('label:has(input[type="file"])');
  await places.first().waitFor();
  for (const place of await places.all()) {
    await Promise.all([page.waitForEvent('filechooser'), place.click()]);
  }
  expect(await page.locator('[draggable="true"]').count()).toBe(0);
});
