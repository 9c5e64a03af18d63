import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { colourIssues, seriousIssues } from './support/accessibility.ts';
import { rows, settled, slider, verdict } from './support/bench-page.ts';
import { everyScreen, goTo } from './support/screens.ts';
import type { ScreenVisit } from './support/screens.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let screens: ScreenVisit[];
beforeAll(async () => {
  visit = await startVisit();
  screens = await everyScreen(visit);
});
afterAll(() => visit.end());
beforeEach(() => {
  visit.faults.length = 0;
});

type Options = Parameters<Visit['open']>[1];

/** Goes through all screens in one window. */
async function onEveryScreen(look: (page: Page, name: string) => Promise<void>, options: Options = {}) {
  const page = await visit.open('/', options);
  for (const { name, path, ready } of screens) {
    await goTo(page, path);
    await ready(page);
    await look(page, name);
  }
  await page.close();
}

function bench(): ScreenVisit {
  const found = screens.find(({ name }) => name === 'bench');
  if (!found) throw new Error('there is no bench');
  return found;
}

async function openBench(options: Options = {}): Promise<Page> {
  const page = await visit.open(bench().path, options);
  await bench().ready(page);
  return page;
}

const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.each([
  ['light', seriousIssues],
  // Nothing but colours differs in the dark.
  ['dark', colourIssues],
] as const)(
  'check 36: axe finds nothing serious on any screen, %s, and check 40: no request leaves the server',
  async (colorScheme, issues) => {
    const found: string[] = [];
    await onEveryScreen(
      async (page, name) => {
        for (const issue of await issues(page)) found.push(`${name}: ${issue}`);
      },
      { colorScheme },
    );
    expect(found).toEqual([]);
    expect(visit.faults).toEqual([]);
  },
);

test('check 37: no screen scrolls sideways at 390 px, nor at 200 % zoom of a laptop', async () => {
  const look = (size: string) => (page: Page, name: string) =>
    expect.poll(() => sidewaysScroll(page), { message: `${name} at ${size}` }).toBeLessThanOrEqual(0);
  await onEveryScreen(look('390 px'), { viewport: { width: 390, height: 844 } });
  // Twice the size of everything leaves half of the pixels.
  await onEveryScreen(look('200 %'), { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });
});

test('on a laptop the columns of the bench scroll, and the page around them does not', async () => {
  const page = await openBench();
  const over = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  expect(over).toBe(0);
  await page.close();
});

test('check 38: with forced colours a changed pair is told by a glyph or a word', async () => {
  const page = await openBench({ forcedColors: 'active' });
  await settled(page, () => slider(page, 'Topics').press('Home'));
  const changed = rows(page).filter({ has: page.locator('del, s, .former') });
  expect(await changed.count()).toBeGreaterThan(0);
  // The list gathers what changed once the key is let go.
  await expect.poll(() => page.locator('.match').first().innerText()).toMatch(/Changed \(\d+\)/);
  await page.close();
});

test('check 39: with reduced motion nothing moves', async () => {
  const page = await openBench({ reducedMotion: 'reduce' });
  const begun = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let seen = 0;
        const look = () => {
          const running = document.getAnimations().filter(({ effect }) => {
            const { duration, delay } = effect?.getComputedTiming() ?? {};
            return Number(duration) > 1 && delay !== undefined;
          });
          seen = Math.max(seen, running.length);
          if (document.documentElement.dataset.done === 'yes') resolve(seen);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await settled(page, () => slider(page, 'Topics').press('End'));
  await page.evaluate(() => (document.documentElement.dataset.done = 'yes'));
  expect(await begun).toBe(0);
  await page.close();
});

/** As browsers tell it; the standard types leave it out. */
interface LayoutShift {
  value: number;
  sources: readonly { node: Node | null }[];
}

test('nothing is pushed aside while a slider is dragged', async () => {
  const page = await openBench();
  // What is known of the match beside goes with the first step of the slider.
  await verdict(page)
    .getByText(/steady pairs?$/)
    .waitFor();
  await verdict(page)
    .getByText(/^(The only best match|One of )/)
    .waitFor();
  await page.evaluate(() => {
    const shifts: string[] = [];
    Object.assign(globalThis, { shifts });
    // Shifts right after a key or a click are not counted by the standard's `hadRecentInput`; a drag must have none at all.
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as unknown as LayoutShift[])
        shifts.push(`${value}: ${sources.map(({ node }) => node?.textContent ?? 'gone').join(' | ')}`);
    }).observe({ type: 'layout-shift', buffered: false });
  });
  const box = await slider(page, 'Topics').boundingBox();
  if (!box) throw new Error('there is no slider');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  for (let step = 0; step <= 20; step += 1) await page.mouse.move(box.x + box.width * (0.5 + step / 50), y);
  const during = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) =>
        requestAnimationFrame(() => resolve((globalThis as unknown as { shifts: string[] }).shifts)),
      ),
  );
  expect(during).toEqual([]);
  await settled(page, () => page.mouse.up());
  await page.close();
});
