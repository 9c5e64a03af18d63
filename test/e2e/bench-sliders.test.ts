import type { Page, Request } from 'playwright-core';
import type { MatchingReply } from '#solver/contract/api/cohorts.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
  expect(visit.faults).toEqual([]);
  await visit.end();
});
beforeEach(() => {
  visit.faults.length = 0;
});

const spoken = async (label: string) => (await slider(page, label).getAttribute('aria-valuetext')) ?? '';

/** Waits until a slider says where its match holds. */
async function tracksKnown(label: string): Promise<void> {
  await expect.poll(() => spoken(label)).toMatch(/Same match|Any other weight/);
}

/** One key on a slider, and everything that comes of it. */
async function press(label: string, key: string): Promise<void> {
  await settled(page, () => slider(page, label).press(key));
  await tracksKnown(label);
}

/** Weights and shares of all criteria, as the page says them. */
async function weightsSpoken(): Promise<{ weight: string; share: number }[]> {
  const texts = await page
    .locator('input[type="range"]')
    .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('aria-valuetext') ?? ''));
  return texts.map((text) => {
    const [, weight = '', share = ''] = /^([\d.]+), (\d+) percent/.exec(text) ?? [];
    return { weight, share: Number(share) };
  });
}

const ticksOf = (label: string) =>
  page
    .locator('.criterion')
    .filter({ has: slider(page, label) })
    .locator('rect.tick')
    .evaluateAll((ticks) => ticks.map((tick) => `${tick.getAttribute('x')} ${tick.getAttribute('height')}`));

/** Participants whose mentors differ between two lists of "participant -> mentor". */
function moved(before: readonly string[], after: readonly string[]): string[] {
  const differing = [
    ...before.filter((pair) => !after.includes(pair)),
    ...after.filter((pair) => !before.includes(pair)),
  ];
  return [...new Set(differing.map((pair) => pair.split(' -> ')[0] ?? ''))].sort();
}

test('check 9: moving a slider moves no other, and the shares make 100 %', async () => {
  const before = await weightsSpoken();
  await press('Library type', 'PageUp');
  const after = await weightsSpoken();
  expect(after.filter(({ weight }, index) => weight !== before[index]?.weight)).toHaveLength(1);
  expect(after.reduce((sum, { share }) => sum + share, 0)).toBe(100);
  await press('Library type', 'PageDown');
});

test('check 10: scaling all weights changes no pair', async () => {
  const before = await pairsShown(page);
  const numbers = page.getByRole('spinbutton', { name: /^Weight of/ });
  const count = await numbers.count();
  expect(count).toBeGreaterThan(5);
  for (let index = 0; index < count; index += 1) {
    const number = numbers.nth(index);
    const half = String(Number(await number.inputValue()) / 2);
    await settled(page, async () => {
      await number.fill(half);
      await number.press('Enter');
    });
  }
  expect(await pairsShown(page)).toEqual(before);
  const undo = page.getByRole('button', { name: 'Undo', exact: true }).first();
  for (let index = 0; index < count; index += 1) await settled(page, () => undo.click());
  expect(await pairsShown(page)).toEqual(before);
});

describe('a drag', () => {
  test('check 11: the own ticks of a slider stand still, and no match is asked for before it is let go', async () => {
    await tracksKnown('Topics');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const before = await ticksOf('Topics');
    const pairs = await pairsShown(page);
    const box = await slider(page, 'Topics').boundingBox();
    if (!box) throw new Error('the slider is not on screen');
    const at = (share: number) => box.x + 5 + (box.width - 10) * share;
    const middle = box.y + box.height / 2;
    await page.mouse.move(at(0.8), middle);
    await page.mouse.down();
    asked.length = 0;
    let changed = 0;
    for (let step = 79; step >= 2; step -= 1) {
      await page.mouse.move(at(step / 100), middle);
      if (step % 10 === 0) {
        expect(await ticksOf('Topics')).toEqual(before);
        changed = Math.max(changed, moved(pairs, await pairsShown(page)).length);
      }
    }
    expect(changed).toBeGreaterThan(0);
    expect(asked.filter((path) => path.endsWith('/matchings'))).toEqual([]);
    await settled(page, () => page.mouse.up());
    await settled(page, () => page.keyboard.press('Control+z'));
  });
});

test('a thumb that is let go where it was taken up comes to rest: the match stands confirmed', async () => {
  const thumb = slider(page, 'Region');
  await thumb.scrollIntoViewIfNeeded();
  const box = await thumb.boundingBox();
  if (!box) throw new Error('the slider is not on screen');
  const middle = box.y + box.height / 2;
  const at = (weight: number) => box.x + 5 + ((box.width - 10) * weight) / 10;
  const start = Number(await thumb.inputValue());
  await page.mouse.move(at(start), middle);
  await page.mouse.down();
  for (const away of [1, 2, 1, 0]) await page.mouse.move(at(start + away), middle);
  await page.mouse.up();
  await page.locator('[data-state]').waitFor();
  expect(Number(await thumb.inputValue())).toBeCloseTo(start, 0);
  // Whatever tenth it stands at now, it is one step at most.
  const undo = page.getByRole('button', { name: 'Undo', exact: true }).first();
  while ((await undo.getAttribute('aria-disabled')) === null) await settled(page, () => undo.click());
});

test('check 12: the matches on either side of each tick differ by exactly its label', async () => {
  await press('Region', 'Home');
  let walked = 0;
  for (;;) {
    const label = /next change at [\d.]+: (.*) changes?$/.exec(await spoken('Region'))?.[1];
    if (label === undefined) break;
    const before = await pairsShown(page);
    await press('Region', ']');
    const names = label.split(/, | and /).sort();
    expect(moved(before, await pairsShown(page))).toEqual(names);
    walked += 1;
  }
  expect(walked).toBeGreaterThan(2);
  for (let step = 0; step < walked + 1; step += 1)
    await settled(page, () => page.keyboard.press('Control+z'));
});

test('check 13: inside the steady band nobody changes', async () => {
  await tracksKnown('Distance');
  const [, first = '', last = ''] =
    /Same match from (\S+) to (\d+\.\d+)/.exec(await spoken('Distance')) ?? [];
  const before = await pairsShown(page);
  const number = page.getByLabel('Weight of Distance, 0 to 10');
  const middle = ((Number(first) + Number(last)) / 2).toFixed(3);
  for (const weight of [first, middle, last]) {
    await settled(page, async () => {
      await number.fill(weight);
      await number.press('Enter');
    });
    expect(await pairsShown(page)).toEqual(before);
  }
});

test('check 14: raising a weight never lowers the total of its criterion', async () => {
  let asked: Request | undefined;
  page.on('request', (request) => {
    if (request.url().endsWith('/matchings')) asked = request;
  });
  const labels = await page.locator('.criterion label').allTextContents();
  const place = labels.findIndex((label) => label.trim() === 'Position area');
  /** What the service answers to the very question that the page asked last. */
  const total = async () => {
    const answer = await fetch(asked?.url() ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // Only a stream of events may take longer.
      body: JSON.stringify({ ...(asked?.postDataJSON() as object), timeLimit: undefined }),
    });
    const { matching } = (await answer.json()) as MatchingReply;
    if (!('pairs' in matching)) throw new Error('no match was found');
    return matching.pairs.reduce((sum, { points }) => sum + (points[place] ?? 0), 0);
  };
  await press('Position area', 'Home');
  const totals = [await total()];
  for (let step = 0; step < 10; step += 1) {
    await press('Position area', 'PageUp');
    totals.push(await total());
  }
  expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  expect(totals.at(-1)).toBeGreaterThan(totals[0] ?? Infinity);
});

describe('check 16: every key of a slider works, and its value text gives value, share and changes', () => {
  test.each([
    ['Home', '0.0'],
    ['ArrowRight', '0.1'],
    ['ArrowUp', '0.2'],
    ['PageUp', '1.2'],
    ['ArrowLeft', '1.1'],
    ['ArrowDown', '1.0'],
    ['End', '10.0'],
    ['PageDown', '9.0'],
  ])('%s brings the weight to %s', async (key, expected) => {
    await press('Region', key);
    expect(await spoken('Region')).toMatch(
      new RegExp(
        `^${expected}, \\d+ percent of what matters\\. (same as|\\d+ participants? differs? from) the match when you came\\.`,
      ),
    );
  });

  test('the brackets go to the next and the previous change, and a step returns to whole tenths', async () => {
    await press('Region', '[');
    const below = Number((await spoken('Region')).split(',')[0]);
    expect(below).toBeLessThan(9);
    await press('Region', ']');
    expect(Number((await spoken('Region')).split(',')[0])).toBeGreaterThan(below);
  });
});

test('check 17: one announcement for a settled change, however many keys led to it', async () => {
  await page.evaluate(() => {
    const said: string[] = [];
    const region = document.querySelector('p.spoken[aria-live="polite"]');
    if (!region) throw new Error('there is no live region');
    new MutationObserver(() => {
      const text = region.textContent.trim();
      if (text !== '') said.push(text);
    }).observe(region, { childList: true, characterData: true, subtree: true });
    Object.assign(window, { said });
  });
  const free = slider(page, 'Free text');
  await free.focus();
  await settled(page, async () => {
    for (let time = 0; time < 8; time += 1) await page.keyboard.down('ArrowRight');
    await page.keyboard.up('ArrowRight');
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await expect.poll(said).toHaveLength(1);
  await tracksKnown('Free text');
  expect(await said()).toEqual([expect.stringMatching(/matched, best possible, proven/)]);
});
