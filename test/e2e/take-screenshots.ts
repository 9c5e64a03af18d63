/*
 * Takes pictures of every screen and state at 1440, 768 and 390 px, in light and dark, for people to look at:
 *
 *   node test/e2e/take-screenshots.ts [folder]      (default: test/e2e/screenshots, which git ignores)
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { rows, settled, slider, verdict } from './support/bench-page.ts';
import { everyScreen } from './support/screens.ts';
import type { ScreenVisit } from './support/screens.ts';
import { everyState } from './support/states.ts';
import { startVisit } from './support/visit.ts';

const folder = process.argv[2] ?? new URL('screenshots', import.meta.url).pathname;
const SIZES = [
  [1440, 900],
  [768, 1024],
  [390, 844],
] as const;

/** What a state needs beyond its screen. */
const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  changed: async (page) => {
    await settled(page, () => slider(page, 'Topics').press('Home'));
    await rows(page).first().locator('button.pair').click();
  },
  'nothing-matters': async (page) => {
    for (const one of await page.getByRole('slider').all()) await one.press('Home');
    await verdict(page).getByText('Nothing matters yet').waitFor();
  },
  tie: async (page) => {
    await page.getByText('Look at the equally good matches').click();
    await page
      .getByText(/equally good/)
      .first()
      .waitFor();
  },
  offline: async (page) => {
    await page.context().setOffline(true);
    await page.getByText('Offline since').waitFor();
  },
  grid: async (page) => {
    await page
      .getByRole('radio', { name: 'Grid' })
      .or(page.getByRole('button', { name: 'Grid' }))
      .first()
      .click();
    await page.locator('canvas').first().waitFor();
  },
  map: async (page) => {
    await page
      .getByRole('radio', { name: 'Map' })
      .or(page.getByRole('button', { name: 'Map' }))
      .first()
      .click();
    await page.locator('main svg path').nth(20).waitFor();
  },
};

await mkdir(folder, { recursive: true });
const visit = await startVisit();
try {
  const home = await visit.open('/');
  await home.locator('main h1').waitFor();
  await home.screenshot({ path: join(folder, 'home-empty-1440-light.png') });
  await home.close();
  const screens = await everyScreen(visit);
  const states = await everyState(visit);
  const benchScreen = screens.find(({ name }) => name === 'bench');
  for (const screen of [...screens, ...states]) await takeAll(screen.name, screen);
  if (benchScreen)
    for (const [state, reach] of Object.entries(STATES)) await takeAll(`bench-${state}`, benchScreen, reach);
} finally {
  await visit.end();
}

async function takeAll(
  name: string,
  screen: ScreenVisit,
  reach?: (page: Page) => Promise<void>,
): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [width, height] of SIZES) {
      const page = await visit.open(screen.path, { colorScheme, viewport: { width, height } });
      page.setDefaultTimeout(20_000);
      try {
        await screen.ready(page);
        await reach?.(page);
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
      } catch (error) {
        // One state that cannot be reached at one size leaves the others to be looked at.
        process.stderr.write(`${name} at ${width} px: ${String(error).split('\n')[0]}\n`);
      }
      await page.close();
    }
  }
}
