import type { Locator, Page } from 'playwright-core';
import { readClock, startClock } from './page-clock.ts';
import type { Clock } from './page-clock.ts';
import { spreadOf } from './spread.ts';
import type { Spread } from './spread.ts';

export interface DragTiming {
  /** From the address to the first match that can be seen, in a browser that has been here before. */
  readonly firstMatchMs: Spread;
  /** Moves of a thumb whose track is known. */
  readonly move: { readonly painted: Spread; readonly work: Spread };
  /** From a thumb let go to the confirmed match, painted. */
  readonly settled: Spread;
  /** Sum of the layout shifts between a thumb pressed and let go, over all drags. */
  readonly shifted: number;
  /** From a rule switched to the new match, painted: nothing is known before. */
  readonly switched: Spread;
}

const CRITERIA = ['Topics', 'Region', 'Distance', 'Position area'];

/** Drags sliders of a bench with a real mouse, `rounds` times each of four. */
export async function timeDrags(page: Page, address: string, rounds: number): Promise<DragTiming> {
  const first = await firstMatches(page, address);
  await startClock(page);
  const moves = [];
  const settled = [];
  let shifted = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const label of CRITERIA) {
      const during = await drag(page, page.getByRole('slider', { name: label, exact: true }), round);
      shifted += during.shifts.reduce((sum, one) => sum + one, 0);
      await page.mouse.up();
      await confirmed(page);
      const after = await readClock(page);
      moves.push(...during.inputs, ...after.inputs);
      settled.push(...after.settled);
    }
  const switched = await switchRule(page, 2 * rounds);
  return {
    firstMatchMs: spreadOf(first),
    move: {
      painted: spreadOf(moves.map(({ painted }) => painted)),
      work: spreadOf(moves.map(({ work }) => work)),
    },
    settled: spreadOf(settled),
    shifted,
    switched: spreadOf(switched),
  };
}

async function firstMatches(page: Page, address: string): Promise<number[]> {
  const times = [];
  for (let visit = 0; visit < 4; visit += 1) {
    await page.goto('about:blank');
    const begun = performance.now();
    await page.goto(address);
    await page.locator('.verdict').waitFor();
    if (visit > 0) times.push(performance.now() - begun);
    await confirmed(page);
  }
  return times;
}

/** The match on screen is the service's. */
async function confirmed(page: Page): Promise<void> {
  await page.locator('[data-state]').waitFor();
}

/** Its tracks have come. */
async function tracksKnown(page: Page): Promise<void> {
  await confirmed(page);
  await page.locator('.shelf svg:not(.stale)').first().waitFor();
}

/** Drags and keeps the thumb pressed; what was measured while it moved. */
async function drag(page: Page, slider: Locator, round: number): Promise<Clock> {
  await slider.focus();
  await tracksKnown(page);
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider is not on screen');
  const at = (share: number) => box.x + 5 + (box.width - 10) * share;
  const [from, to] = round % 2 === 0 ? [0.2, 0.9] : [0.9, 0.2];
  const y = box.y + box.height / 2;
  await page.mouse.move(at(from), y);
  await readClock(page);
  await page.mouse.down();
  for (let step = 1; step <= 40; step += 1) await page.mouse.move(at(from + ((to - from) * step) / 40), y);
  return readClock(page);
}

async function switchRule(page: Page, times: number): Promise<number[]> {
  const rule = page.getByRole('switch', { name: 'Not the same employer' });
  for (let time = 0; time < times; time += 1) {
    await rule.click();
    await confirmed(page);
  }
  return (await readClock(page)).settled;
}
