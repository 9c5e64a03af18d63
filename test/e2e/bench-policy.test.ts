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

/** The hash of the people and the policy that the match on screen answers. */
async function stateOf(one: Page): Promise<string> {
  await one.locator('[data-state]').waitFor();
  return (await one.locator('[data-state]').getAttribute('data-state')) ?? '';
}

const undo = () => page.getByRole('button', { name: 'Undo', exact: true }).first();
const redo = () => page.getByRole('button', { name: 'Redo', exact: true }).first();

test('check 20: as many undos as changes restore the identical state, and redo brings each back', async () => {
  const states = [await stateOf(page)];
  const changes = [
    () => slider(page, 'Topics').press('Home'),
    () => page.getByRole('radio', { name: /protect the weakest/ }).check(),
    () => page.getByRole('switch', { name: 'Not the same employer' }).click(),
    () => page.getByRole('button', { name: 'remove Free text' }).click(),
    () => slider(page, 'Region').press('PageUp'),
  ];
  for (const change of changes) {
    await settled(page, change);
    states.push(await stateOf(page));
  }
  expect(new Set(states).size).toBe(states.length);
  for (const state of states.slice(0, -1).reverse()) {
    await settled(page, () => undo().click());
    expect(await stateOf(page)).toBe(state);
  }
  for (const state of states.slice(1)) {
    await settled(page, () => redo().click());
    expect(await stateOf(page)).toBe(state);
  }
  for (const state of states.slice(0, -1).reverse()) {
    await settled(page, () => undo().click());
    expect(await stateOf(page)).toBe(state);
  }
});

test('check 19: a pinned pair survives every slider', async () => {
  const row = rows(page)
    .filter({ has: page.getByRole('button', { name: /^Pin / }) })
    .nth(3);
  const participant = (await row.locator('.participant').textContent())?.trim();
  const mentor = (await row.locator('.mentor').textContent())?.trim();
  await settled(page, () => row.getByRole('button', { name: /^Pin / }).click());
  const labels = await page.locator('.criterion label').allTextContents();
  let moved = 0;
  for (const label of labels.slice(0, 4)) {
    for (const key of ['End', 'Home']) {
      const before = await pairsShown(page);
      await settled(page, () => slider(page, label.trim()).press(key));
      const after = await pairsShown(page);
      expect(after).toContain(`${participant} -> ${mentor}`);
      if (after.join() !== before.join()) moved += 1;
    }
  }
  expect(moved).toBeGreaterThan(2);
  // Keys that follow each other quickly are one step.
  while ((await undo().getAttribute('aria-disabled')) === null) await settled(page, () => undo().click());
});

test('check 27: a link shows the same state in another browser, and changes nothing that is stored', async () => {
  // What this browser still has to store would reach the other one as a colleague's change.
  await page.getByText(/^saved/).waitFor();
  const stored = await stateOf(page);
  const other = await visit.open(`/${bench}`);
  await stateOf(other);
  await settled(other, () => slider(other, 'Distance').press('End'));
  await settled(other, () =>
    rows(other)
      .nth(4)
      .getByRole('button', { name: /^Forbid / })
      .click(),
  );
  const shared = await stateOf(other);
  const pairs = await pairsShown(other);
  await other.getByRole('button', { name: 'Share' }).click();
  const field = other.getByRole('dialog').getByLabel('Link');
  await expect.poll(() => field.inputValue()).toContain('state=');
  const link = await field.inputValue();
  await other.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  // Undone again, and stored so.
  for (let step = 0; step < 2; step += 1) await settled(other, () => other.keyboard.press('Control+z'));
  expect(await stateOf(other)).toBe(stored);
  await other.getByText(/^saved/).waitFor();
  await other.close();

  const third = await visit.open(new URL(link).pathname + new URL(link).hash);
  await verdict(third).waitFor();
  await expect.poll(() => stateOf(third)).toBe(shared);
  expect(await pairsShown(third)).toEqual(pairs);
  await third.reload();
  await expect.poll(() => stateOf(third)).toBe(shared);
  await third.close();
  const fourth = await visit.open(`/${bench}`);
  await expect.poll(() => stateOf(fourth)).toBe(stored);
  await fourth.close();
});

test('a damaged link says so and shows the bench as it is stored', async () => {
  const stored = await stateOf(page);
  const other = await visit.open(`/${bench}?state=damaged`);
  await other.getByText('The link is damaged').waitFor();
  expect(await stateOf(other)).toBe(stored);
  await other.close();
});

describe('what matters', () => {
  test('a criterion is removed and added again; the shares make 100 % each time', async () => {
    const total = async () => {
      const spoken = await page
        .locator('input[type="range"]')
        .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('aria-valuetext') ?? ''));
      return spoken.reduce((sum, text) => sum + Number(/(\d+) percent/.exec(text)?.[1]), 0);
    };
    await settled(page, () => page.getByRole('button', { name: 'remove Distance' }).click());
    expect(await slider(page, 'Distance').count()).toBe(0);
    expect(await total()).toBe(100);
    await settled(page, async () => {
      await page.getByLabel('Add a criterion').selectOption({ label: 'Distance' });
    });
    expect(await slider(page, 'Distance').count()).toBe(1);
    expect(await total()).toBe(100);
    await page.getByText(/^from \d+ km apart$/).waitFor();
    for (let step = 0; step < 2; step += 1) await settled(page, () => undo().click());
  });

  test('protecting the weakest never lowers the weakest fit', async () => {
    const weakest = async () =>
      Number(/weakest fit (\d+)/.exec((await verdict(page).textContent()) ?? '')?.[1]);
    const before = await weakest();
    for (const aim of [/protect the weakest/, /even spread/]) {
      await settled(page, () => page.getByRole('radio', { name: aim }).check());
      expect(await weakest()).toBeGreaterThanOrEqual(before);
    }
    await settled(page, () => page.getByRole('radio', { name: /best total/ }).check());
    expect(await weakest()).toBe(before);
  });
});

describe('rules and demands', () => {
  const chip = (label: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('switch', { name: label, exact: true }) });

  test('a rule says what it removes; each change of its threshold gives the match that it tells', async () => {
    const rule = chip('Not too far apart');
    await expect.poll(() => rule.textContent()).toMatch(/removes (nothing|[\d,]+ of [\d,]+ possible pairs)/);
    await rule.getByRole('button', { name: /^where it changes/ }).click();
    const lines = rule.getByRole('listitem');
    await lines.first().waitFor();
    const count = await lines.count();
    expect(count).toBeGreaterThan(2);
    // From the present range to the one below: exactly those who are named have other mentors.
    const now = await lines.evaluateAll((items) => items.findIndex((item) => item.classList.contains('now')));
    const below = lines.nth(now + 1);
    const names = /; (.*) changes? from the line above/.exec((await below.textContent()) ?? '')?.[1];
    const before = await pairsShown(page);
    await settled(page, () => below.getByRole('button').click());
    const after = await pairsShown(page);
    const moved = new Set(
      [
        ...before.filter((pair) => !after.includes(pair)),
        ...after.filter((pair) => !before.includes(pair)),
      ].map((pair) => pair.split(' -> ')[0]),
    );
    expect([...moved].sort()).toEqual(names?.split(/, | and /).sort());
    await settled(page, () => undo().click());
    await rule.getByRole('button', { name: /^where it changes/ }).click();
  });

  test('a demand is added as a sentence, holds, is edited and removed', async () => {
    await settled(page, async () => {
      await page
        .getByLabel('Add a demand on the whole match')
        .selectOption({ label: 'share the library type' });
    });
    const label = 'Pairs that share the library type';
    const demand = chip(label);
    await settled(page, async () => {
      await demand.getByLabel('Percent or pairs').selectOption('percent');
    });
    await settled(page, async () => {
      await demand.getByLabel('How many').fill('40');
      await demand.getByLabel('How many').press('Enter');
    });
    await expect.poll(() => page.locator('.status').textContent()).toContain('at least 40 % of all pairs');
    await settled(page, () => demand.getByRole('button', { name: `Remove: ${label}` }).click());
    expect(await chip(label).count()).toBe(0);
    for (let step = 0; step < 4; step += 1) await settled(page, () => undo().click());
  });
});

test('P, X and W act on the chosen pair from anywhere on the bench', async () => {
  await rows(page).nth(2).locator('button.pair').click();
  await page.getByRole('heading', { name: 'What matters' }).click();
  await settled(page, () => page.keyboard.press('p'));
  await page.getByRole('region', { name: 'Pins and forbids' }).getByLabel('Pinned:').waitFor();
  await settled(page, () => page.keyboard.press('x'));
  await page.getByRole('region', { name: 'Pins and forbids' }).getByLabel('Forbidden:').waitFor();
  for (let step = 0; step < 2; step += 1) await settled(page, () => undo().click());
});

test.each(['light', 'dark'] as const)(
  'check 36: no serious fault of accessibility, %s',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await slider(page, 'Region').focus();
    const { violations } = await axe(page).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  },
);

test('check 37: on a phone the weights stand in a sheet of at most 55 %, with buttons of 44 pixels to the next change', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Weights', exact: true }).click();
  const sheet = page.getByRole('complementary', { name: 'What matters, rules, pins' });
  const height = async () => (await sheet.boundingBox())?.height;
  await expect.poll(height).toBeGreaterThan(200);
  await expect.poll(height).toBeLessThanOrEqual(844 * 0.55);
  await verdict(page).waitFor();
  const next = page.getByRole('button', { name: 'Region: next change' });
  for (const name of ['Region: less', 'Region: more', 'Region: next change', 'Region: previous change']) {
    const button = await page.getByRole('button', { name }).boundingBox();
    expect(Math.min(button?.width ?? 0, button?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
  const before = await slider(page, 'Region').inputValue();
  await settled(page, () => next.click());
  expect(Number(await slider(page, 'Region').inputValue())).toBeGreaterThan(Number(before));
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const screens = page.getByRole('navigation', { name: 'Screens of this cohort' });
  expect(await screens.evaluate((nav) => nav.scrollWidth - nav.clientWidth)).toBe(0);
  expect(visit.faults).toEqual([]);
});
