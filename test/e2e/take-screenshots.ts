/*
 * Takes pictures of every screen and state at 1440, 768 and 390 px in light and dark, in forced colours, and on A4 and Letter paper,
 * for people to look at. A state that cannot be reached at one size is named at the end, and the others are there all the same.
 *
 *   node test/e2e/take-screenshots.ts [folder] [name ...]
 *
 * The folder is test/e2e/screenshots unless given, which git ignores; names choose the screens and states that begin with them.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { BENCH_STATES } from './support/bench-states.ts';
import { everyScreen } from './support/screens.ts';
import type { ScreenVisit } from './support/screens.ts';
import { everyState } from './support/states.ts';
import { startVisit } from './support/visit.ts';

const [folder = new URL('screenshots', import.meta.url).pathname, ...names] = process.argv.slice(2);

const LOOKS: readonly (BrowserContextOptions & { look: string })[] = [
  ...[
    { width: 1440, height: 900 },
    { width: 768, height: 1024 },
    { width: 390, height: 844 },
  ].flatMap((viewport) =>
    (['light', 'dark'] as const).map((colorScheme) => ({
      look: `${viewport.width}-${colorScheme}`,
      viewport,
      colorScheme,
    })),
  ),
  { look: '1440-forced', viewport: { width: 1440, height: 900 }, forcedColors: 'active' },
];
/** What people print. */
const PRINTED = ['bench', 'compare', 'letters-published'];

/** Longer than any question of a picture takes; a state in which it is not answered is drawn as it stands. */
const PATIENCE_MS = 6_000;

const missed: string[] = [];
await mkdir(folder, { recursive: true });
const visit = await startVisit();
try {
  const emptyHome = {
    name: 'home-empty',
    path: '/',
    ready: (page: Page) => page.locator('main h1').waitFor(),
  };
  await takeAll(emptyHome);
  const screens = await everyScreen(visit);
  const bench = screens.find(({ name }) => name === 'bench');
  const onBench = Object.entries(BENCH_STATES).flatMap(([state, reach]) =>
    bench ? [stateOf(bench, state, reach)] : [],
  );
  const states =
    names.length === 0 ||
    names.some((name) => ![...screens, ...onBench].some((one) => one.name.startsWith(name)));
  for (const screen of [...screens, ...onBench, ...(states ? await everyState(visit) : [])])
    await takeAll(screen);
} finally {
  await visit.end();
}
for (const one of missed) process.stderr.write(`${one}\n`);

function stateOf(screen: ScreenVisit, state: string, reach: (page: Page) => Promise<void>): ScreenVisit {
  return {
    ...screen,
    name: `${screen.name}-${state}`,
    ready: async (page) => {
      await screen.ready(page);
      await reach(page);
    },
  };
}

async function takeAll(screen: ScreenVisit): Promise<void> {
  if (names.length > 0 && !names.some((name) => screen.name.startsWith(name))) return;
  for (const { look, ...options } of LOOKS)
    await take(screen, look, options, (page) =>
      page.screenshot({ path: join(folder, `${screen.name}-${look}.png`), fullPage: true }),
    );
  if (PRINTED.includes(screen.name))
    for (const format of ['A4', 'Letter'])
      await take(screen, format, {}, (page) =>
        page.pdf({ format, path: join(folder, `${screen.name}-${format}.pdf`) }),
      );
}

async function take(
  screen: ScreenVisit,
  look: string,
  options: BrowserContextOptions,
  picture: (page: Page) => Promise<unknown>,
): Promise<void> {
  const page = await visit.open(screen.path, options);
  page.setDefaultTimeout(20_000);
  try {
    await screen.ready(page);
    await answered(page);
    await picture(page);
  } catch (error) {
    missed.push(`${screen.name} at ${look}: ${String(error).split('\n')[0]}`);
  }
  await page.context().close();
}

/** What the screen asks by itself is answered, and what slides has arrived. */
async function answered(page: Page): Promise<void> {
  const verdict = page.locator('.verdict').first();
  if (await verdict.isVisible())
    await verdict
      .getByText(/steady|Not known yet|Nothing matters/u)
      .first()
      .waitFor({ timeout: PATIENCE_MS })
      .catch(() => undefined);
  await page
    .getByText(/^(Working it out|Opening)…/u)
    .first()
    .waitFor({ state: 'detached', timeout: PATIENCE_MS })
    .catch(() => undefined);
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
