import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { axe } from './support/accessibility.ts';
import { openSample, pairsShown, rows, settled, slider, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let page: Page;
let bench: string;

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
  bench = new URL(page.url()).hash;
});
afterAll(async () => {
  await visit.end();
});
beforeEach(() => {
  visit.faults.length = 0;
});

const weights = () =>
  page
    .locator('input[type="range"]')
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));

async function pressTimes(key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await settled(page, () => page.keyboard.press(key));
}

test('check 20: as many undos as changes restore the weights and the match; redo brings them back', async () => {
  const start = { weights: await weights(), pairs: await pairsShown(page) };
  const changes = ['Topics', 'Distance', 'Position area'];
  for (const label of changes) await settled(page, () => slider(page, label).press('Home'));
  const end = { weights: await weights(), pairs: await pairsShown(page) };
  expect(end.weights).not.toEqual(start.weights);
  await pressTimes('Control+z', changes.length);
  expect({ weights: await weights(), pairs: await pairsShown(page) }).toEqual(start);
  await pressTimes('Control+y', changes.length);
  expect({ weights: await weights(), pairs: await pairsShown(page) }).toEqual(end);
  await pressTimes('Control+z', changes.length);
});

test('check 19: a forbidden pair never appears again', async () => {
  const first = rows(page)
    .filter({ has: page.getByRole('button', { name: /^Forbid / }) })
    .first();
  const participant = (await first.locator('.participant').textContent())?.trim();
  const mentor = (await first.locator('.mentor').textContent())?.trim();
  await settled(page, () => first.getByRole('button', { name: /^Forbid / }).click());
  for (const key of ['Home', 'End']) {
    await settled(page, () => slider(page, 'Topics').press(key));
    expect(await pairsShown(page)).not.toContain(`${participant} -> ${mentor}`);
  }
});

test('check 22: with all weights 0 the page says so and keeps the match', async () => {
  let last: string[] = [];
  let changes = 0;
  const labels = await page.locator('.criterion label').allTextContents();
  for (const label of labels) {
    const one = slider(page, label.trim());
    if (Number(await one.inputValue()) === 0) continue;
    last = await pairsShown(page);
    await settled(page, () => one.press('Home'));
    changes += 1;
  }
  await expect.poll(() => verdict(page).textContent()).toContain('Nothing matters yet');
  expect(last).not.toEqual([]);
  expect(await pairsShown(page)).toEqual(last);
  await pressTimes('Control+z', changes);
  await expect.poll(() => verdict(page).textContent()).toContain('best possible, proven');
});

test('asking why reads the reasons of a pair once', async () => {
  // A page of its own: nothing on it still moves when the pair is chosen.
  const calm = await visit.open(`/${bench}`);
  const asked: string[] = [];
  calm.on('request', (request) => {
    if (request.url().endsWith('/explanations')) asked.push(request.url());
  });
  await verdict(calm).getByText('best possible, proven').waitFor();
  const first = rows(calm)
    .filter({ has: calm.getByRole('button', { name: /^Pin / }) })
    .first();
  const participant = (await first.locator('.participant').innerText()).trim();
  const row = rows(calm).filter({ hasText: participant }).first();
  const shownFit = async () => /\d+\.\d/.exec(await row.locator('.measure').innerText())?.[0];
  await row.locator('button.pair').click();
  const why = calm.getByRole('complementary', { name: 'Why' });
  await expect.poll(() => why.innerText()).toContain('Free text');
  expect(await why.innerText()).toContain(participant);
  // What the tests before have undone may still be on its way to this page.
  await expect.poll(async () => (await why.innerText()).includes(`fit\n${await shownFit()}`)).toBe(true);
  expect(asked.length).toBeLessThanOrEqual(3);
  await calm.close();
});

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test('the home, the applications and the bench have no serious fault of accessibility', async () => {
    for (const path of ['/', `/${bench.replace('bench', 'applications')}`, `/${bench}`]) {
      const other = await visit.open(path, { colorScheme });
      await other.locator('main h1, main h2, .verdict').first().waitFor();
      const { violations } = await axe(other).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      await other.close();
    }
    expect(visit.faults).toEqual([]);
  });
});

test('on a phone nothing scrolls sideways, and a weight moves by its buttons', async () => {
  const phone = await visit.open(`/${bench}`, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await verdict(phone).getByText('matched').waitFor();
  await expect
    .poll(() => phone.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(390);
  await phone
    .getByRole('tab', { name: 'Weights' })
    .or(phone.getByRole('button', { name: 'Weights' }))
    .first()
    .click();
  const before = Number(await slider(phone, 'Distance').inputValue());
  await phone.getByRole('button', { name: 'Distance: more' }).click();
  await expect.poll(async () => Number(await slider(phone, 'Distance').inputValue())).toBeGreaterThan(before);
  await expect
    .poll(() => phone.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(390);
  await phone.close();
});

test.each([
  [390, 844],
  [320, 568],
  [740, 360],
])('on a screen of %d × %d the verdict stands above the sheet of weights', async (width, height) => {
  const phone = await visit.open(`/${bench}`, { viewport: { width, height }, hasTouch: true });
  await verdict(phone).getByText('matched').waitFor();
  await phone.getByRole('button', { name: 'Weights', exact: true }).click();
  const sheet = phone.getByRole('complementary', { name: 'What matters' });
  const differs = verdict(phone).locator('.rest');
  const gaps = async () => {
    const [below, above] = await Promise.all([sheet.boundingBox(), differs.boundingBox()]);
    return Math.min((below?.y ?? Number.NaN) - (above?.y ?? 0) - (above?.height ?? 0), above?.y ?? -1);
  };
  await expect.poll(gaps).toBeGreaterThanOrEqual(0);
  await phone.close();
});

test('reduced motion: nothing moves by itself', async () => {
  const calm = await visit.open(`/${bench}`, { reducedMotion: 'reduce' });
  await verdict(calm).getByText('matched').waitFor();
  const moving = await calm.evaluate(
    () =>
      [...document.querySelectorAll('main *')].filter((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return [transitionDuration, animationDuration].some((text) => Number.parseFloat(text) > 0.01);
      }).length,
  );
  expect(moving).toBe(0);
  await calm.close();
});
