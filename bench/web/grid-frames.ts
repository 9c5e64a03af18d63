import type { Page } from 'playwright-core';
import { spreadOf } from './spread.ts';
import type { Spread } from './spread.ts';

/** Sides of a cell, in pixels, by how often the smallest is made larger: the whole in sight, with names, with letters, the largest. */
const SIZES = [
  { size: 2, presses: 0 },
  { size: 12, presses: 4 },
  { size: 18, presses: 6 },
  { size: 32, presses: 9 },
];
const FRAMES = 150;

export interface GridTiming {
  /** From the view chosen to the grid painted. */
  readonly openedMs: number;
  readonly scrolled: readonly { readonly size: number; readonly frames: Spread }[];
  /** Cells made larger and smaller from frame to frame. */
  readonly zoomed: Spread;
}

/** Opens the grid of a bench, scrolls it across at several sizes of its cells and zooms; times from frame to frame. */
export async function timeGrid(page: Page, address: string): Promise<GridTiming> {
  await page.goto('about:blank');
  await page.goto(address);
  await page.locator('.desk[data-state]').waitFor();
  const begun = performance.now();
  await page.getByRole('radio', { name: 'Grid', exact: true }).check();
  await page.locator('.grid-view canvas').waitFor();
  const openedMs = performance.now() - begun;
  const scrolled = [];
  for (const { size, presses } of SIZES) {
    await zoomTo(page, presses);
    scrolled.push({ size, frames: spreadOf(await framesWhileScrolling(page)) });
  }
  return { openedMs, scrolled, zoomed: spreadOf(await framesWhileZooming(page)) };
}

/** The smallest cells, made larger so many times. */
async function zoomTo(page: Page, presses: number): Promise<void> {
  const smaller = page.getByRole('button', { name: 'Smaller cells' });
  while ((await smaller.getAttribute('aria-disabled')) !== 'true') await smaller.click();
  for (let press = 0; press < presses; press += 1)
    await page.getByRole('button', { name: 'Larger cells' }).click();
}

/** Milliseconds between frames while the grid is scrolled from one corner to the other, 37 px a frame. */
async function framesWhileScrolling(page: Page): Promise<number[]> {
  return page.locator('.grid-view .scroller').evaluate(
    (scroller, frames) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let last = performance.now();
        scroller.scrollTo(0, 0);
        const step = (now: number) => {
          times.push(now - last);
          last = now;
          scroller.scrollBy(37, 37);
          if (times.length < frames) requestAnimationFrame(step);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(step);
      }),
    FRAMES,
  );
}

async function framesWhileZooming(page: Page): Promise<number[]> {
  return page.locator('.grid-view').evaluate(
    (view, frames) =>
      new Promise<number[]>((resolve) => {
        const button = (name: string) => view.querySelector<HTMLButtonElement>(`[aria-label="${name}"]`);
        const times: number[] = [];
        let last = performance.now();
        const step = (now: number) => {
          times.push(now - last);
          last = now;
          button(Math.floor(times.length / 9) % 2 === 0 ? 'Smaller cells' : 'Larger cells')?.click();
          if (times.length < frames) requestAnimationFrame(step);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(step);
      }),
    FRAMES,
  );
}
