import type { Browser, Locator, Page } from 'playwright-core';
import { median, quantile } from '../median.ts';
import { startService } from '../http/service.ts';
import { storeCohort } from '../http/what-if.ts';
import { readClock, startClock } from './page-clock.ts';

interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
}

export interface DragTiming {
  readonly side: number;
  /** From the address to the first match that can be seen, in a browser that has been here before. */
  readonly firstMatchMs: Spread;
  /** Moves of a thumb whose track is known. */
  readonly move: { readonly painted: Spread; readonly work: Spread };
  /** From a thumb let go to the confirmed match, painted. */
  readonly settled: Spread;
  /** From a rule switched to the new match, painted: nothing is known before. */
  readonly switched: Spread;
}

const CRITERIA = ['Topics', 'Region', 'Distance', 'Position area'];

function spreadOf(times: readonly number[]): Spread {
  return { count: times.length, median: median(times), p95: quantile(times, 0.95) };
}

/** Drags sliders of the bench of a stored cohort with a real mouse, `rounds` times each of four. */
export async function timeDrags(browser: Browser, side: number, rounds: number): Promise<DragTiming> {
  const service = await startService();
  try {
    const { id } = await storeCohort(service.origin, side);
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    const address = `${service.origin}/#/cohorts/${id}/bench`;
    const first = await firstMatches(page, address);
    await startClock(page);
    const moves = [];
    const settled = [];
    for (let round = 0; round < rounds; round += 1)
      for (const label of CRITERIA) {
        await drag(page, page.getByRole('slider', { name: label, exact: true }), round);
        await confirmed(page);
        const times = await readClock(page);
        moves.push(...times.inputs);
        settled.push(...times.settled);
      }
    const switched = await switchRule(page, 2 * rounds);
    return {
      side,
      firstMatchMs: spreadOf(first),
      move: {
        painted: spreadOf(moves.map(({ painted }) => painted)),
        work: spreadOf(moves.map(({ work }) => work)),
      },
      settled: spreadOf(settled),
      switched: spreadOf(switched),
    };
  } finally {
    await service.stop();
  }
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

async function drag(page: Page, slider: Locator, round: number): Promise<void> {
  await slider.focus();
  await tracksKnown(page);
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider is not on screen');
  const at = (share: number) => box.x + 5 + (box.width - 10) * share;
  const [from, to] = round % 2 === 0 ? [0.2, 0.9] : [0.9, 0.2];
  const y = box.y + box.height / 2;
  await page.mouse.move(at(from), y);
  await page.mouse.down();
  for (let step = 1; step <= 40; step += 1) await page.mouse.move(at(from + ((to - from) * step) / 40), y);
  await page.mouse.up();
}

async function switchRule(page: Page, times: number): Promise<number[]> {
  const rule = page.getByRole('switch', { name: 'Not the same employer' });
  for (let time = 0; time < times; time += 1) {
    await rule.click();
    await confirmed(page);
  }
  return (await readClock(page)).settled;
}
