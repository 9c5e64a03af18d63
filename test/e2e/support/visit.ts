import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startService } from '../../support/service.ts';
import type { RunningService } from '../../support/service.ts';
import { launchBrowser } from './browser.ts';

/** A real browser and a real service over an empty store. */
export interface Visit {
  service: RunningService;
  browser: Browser;
  /** A new page in a context of its own; what goes wrong in it is collected in `faults`. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Errors of pages, and requests that left the service. Nothing may ever stand here. */
  faults: string[];
  end(): Promise<void>;
}

function watch(page: Page, origin: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error in the page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) faults.push(`request to ${url.host}`);
  });
}

/** Starts both, the service with settings of its own where some are given; `end` stops them and removes the store. */
export async function startVisit(settings: Record<string, string> = {}): Promise<Visit> {
  const folder = await mkdtemp(join(tmpdir(), 'mile-e2e-'));
  const [service, browser] = await Promise.all([startService(folder, settings), launchBrowser()]);
  const faults: string[] = [];
  return {
    service,
    browser,
    faults,
    async open(path, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      const page = await context.newPage();
      watch(page, service.origin, faults);
      await page.goto(`${service.origin}${path}`);
      return page;
    },
    async end() {
      await browser.close();
      await service.stop();
      await rm(folder, { recursive: true });
    },
  };
}
