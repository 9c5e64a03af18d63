/*
 * Takes pictures of every screen on desktop and phone, in light and dark, for people to look at:
 *
 *   node test/e2e/take-screenshots.ts [folder]      (default: test/e2e/screenshots, which git ignores)
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSample, rows, saveAs, settled, slider } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';

const folder = process.argv[2] ?? new URL('screenshots', import.meta.url).pathname;
await mkdir(folder, { recursive: true });
const visit = await startVisit();
try {
  const page = await visit.open('/');
  await page.screenshot({ path: join(folder, 'home-empty.png') });
  await openSample(page);
  await saveAs(page, 'Draft A');
  await settled(page, () => slider(page, 'Topics').press('End'));
  await rows(page).nth(2).locator('button.pair').click();
  await page.getByRole('complementary', { name: 'Why' }).getByText('Free text').waitFor();
  await page.getByText(/^saved/).waitFor();
  await page.screenshot({ path: join(folder, 'bench.png') });
  await saveAs(page, 'Draft B');
  const bench = new URL(page.url()).hash;
  for (const screen of ['bench', 'applications', 'compare']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [device, width, height] of [
        ['desktop', 1440, 900],
        ['phone', 390, 844],
      ] as const) {
        const other = await visit.open(`/${bench.replace('bench', screen)}`, {
          colorScheme,
          viewport: { width, height },
        });
        await other.locator('main h1, main h2, .verdict').first().waitFor();
        await other.screenshot({ path: join(folder, `${screen}-${device}-${colorScheme}.png`) });
        await other.close();
      }
    }
  }
} finally {
  await visit.end();
}
