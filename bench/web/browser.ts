import { existsSync } from 'node:fs';
import chromiumPackage from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const SYSTEM_BROWSER = '/usr/bin/chromium';

/** A headless Chromium: the system's where there is one, else the one inside the npm package. */
export async function launchChromium(): Promise<Browser> {
  if (existsSync(SYSTEM_BROWSER))
    return chromium.launch({ executablePath: SYSTEM_BROWSER, args: ['--no-sandbox'] });
  return chromium.launch({
    executablePath: await chromiumPackage.executablePath(),
    args: chromiumPackage.args,
  });
}
