import { EventEmitter, once } from 'node:events';
import type { Locator, Page, Request } from 'playwright-core';

/** The verdict line, for example "24 of 25 matched". */
export function verdict(page: Page): Locator {
  return page.locator('.verdict');
}

export function rows(page: Page): Locator {
  return page.locator('[data-row]');
}

export function slider(page: Page, label: string): Locator {
  return page.getByRole('slider', { name: label, exact: true });
}

/** From the empty start to the bench of the sample cohort; resolves when its match is on screen. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Look at a sample cohort' }).click();
  await verdict(page).getByText('matched').waitFor();
}

/** So long a what-if is waited for before it counts as one that will never come. */
const NEVER_MS = 120_000;

/** Does something and waits until no what-if that it causes is under way any more, and the answer to the last is on screen. Fails where it causes none. */
export async function settled(page: Page, act: () => Promise<void>): Promise<void> {
  const underWay = new Set<Request>();
  let asked = 0;
  const ends = new EventEmitter();
  const noteRequest = (request: Request) => {
    if (!request.url().endsWith('/matchings')) return;
    asked += 1;
    underWay.add(request);
  };
  // One that a newer one took the place of is broken off.
  const noteEnd = (request: Request) => {
    if (underWay.delete(request)) ends.emit('end');
  };
  const nextEnd = () =>
    once(ends, 'end', { signal: AbortSignal.timeout(NEVER_MS) }).catch((error: unknown) => {
      const which =
        asked === 0 ? 'No what-if was asked' : `${underWay.size} of ${asked} what-ifs did not end`;
      throw new Error(`${which} within ${NEVER_MS / 1000} s.`, { cause: error });
    });
  page.on('request', noteRequest).on('requestfinished', noteEnd).on('requestfailed', noteEnd);
  try {
    await act();
    do {
      while (asked === 0 || underWay.size > 0) await nextEnd();
      // Once the page rests nothing more is asked.
      await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    } while (underWay.size > 0);
  } finally {
    page.off('request', noteRequest).off('requestfinished', noteEnd).off('requestfailed', noteEnd);
  }
}

/** The pairs on screen as text, in a fixed order. */
export async function pairsShown(page: Page): Promise<string[]> {
  const texts = await rows(page).evaluateAll((items) =>
    items.map((item) => {
      const participant = item.querySelector('.participant')?.textContent.trim() ?? '';
      const mentor = item.querySelector('.mentor')?.textContent.trim() ?? '';
      return `${participant} -> ${mentor}`;
    }),
  );
  return texts.sort();
}

/** Saves the match on screen under a name. */
export async function saveAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save match set' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  // It closes once the set is stored; until then nothing behind it can be reached.
  await dialog.waitFor({ state: 'detached' });
}
