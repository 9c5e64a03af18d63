import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';

let server: ViteDevServer;
let browser: Browser;
let page: Page;
const requests: string[] = [];

beforeAll(async () => {
  server = await createServer({
    configFile: new URL('gallery/vite.config.ts', import.meta.url).pathname,
    server: { port: 0 },
    logLevel: 'error',
  });
  await server.listen();
  browser = await launchBrowser();
  page = await (await browser.newContext({ viewport: { width: 1000, height: 900 } })).newPage();
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.getByRole('figure').first().waitFor();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

test('every kind has a name, a drawing, a table with its numbers, and both files', async () => {
  const figures = page.getByRole('figure');
  const count = await figures.count();
  expect(count).toBe(9);
  for (let at = 0; at < count; at += 1) {
    const figure = figures.nth(at);
    await figure.locator('.drawing svg text').first().waitFor();
    expect(await figure.locator('tbody tr').count()).toBeGreaterThan(1);
    for (const format of ['SVG', 'PNG']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name: `${format} of` }).click(),
      ]);
      expect(download.suggestedFilename().endsWith(`.${format.toLowerCase()}`)).toBe(true);
    }
  }
  const hosts = new Set(requests.filter((url) => url.startsWith('http')).map((url) => new URL(url).host));
  expect(hosts.size).toBe(1);
});

test('a point of a picture is chosen by key as by click, and says its numbers', async () => {
  const point = page.getByRole('button', { name: /^Draft B: People moved 6, Mean fit 68, nothing beats it/ });
  await point.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => point.getAttribute('aria-pressed')).toBe('true');
});

test('check 38: in forced colours series differ by form and dash', async () => {
  await page.emulateMedia({ forcedColors: 'active' });
  const figure = page.getByRole('figure', { name: 'Time against size' });
  const dashes = await figure
    .locator('path.series-line')
    .evaluateAll((lines) => lines.map((line) => line.getAttribute('stroke-dasharray')));
  expect(new Set(dashes).size).toBe(dashes.length);
  await page.emulateMedia({ forcedColors: 'none' });
});

test.each(['light', 'dark'] as const)('check 36: no barrier, %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('check 37: a phone scrolls nothing sideways', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
