import type { Locator, Page } from 'playwright-core';
import { rows, settled, slider, verdict } from './bench-page.ts';

/** What a state of the bench needs beyond its screen: for pictures, at every size. What changes weights comes last: they are kept for what follows. */
export const BENCH_STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  why: async (page) => {
    await rows(page)
      .filter({ has: page.locator('.measure') })
      .first()
      .locator('button.pair')
      .click();
    await page
      .getByText(/-best (allowed mentor|participant)/)
      .first()
      .waitFor();
  },
  'why-not': async (page) => {
    await rows(page)
      .filter({ has: page.locator('.measure') })
      .first()
      .locator('button.pair')
      .click();
    await page.getByRole('combobox', { name: 'Why not …?' }).click();
    await page.getByRole('option').filter({ hasText: /costs/ }).first().click();
    await page
      .getByText(/^Choosing/)
      .last()
      .waitFor();
  },
  weights: async (page) => {
    await openWeights(page);
    await page
      .getByText(/^Same match from/)
      .first()
      .waitFor();
  },
  offline: async (page) => {
    await page.context().setOffline(true);
    await page.getByText('Offline since').waitFor();
  },
  grid: async (page) => {
    await page.getByRole('radio', { name: 'Grid', exact: true }).check();
    await page
      .locator('canvas')
      .or(page.getByRole('combobox', { name: 'Participant' }))
      .first()
      .waitFor();
  },
  map: async (page) => {
    await page.getByRole('radio', { name: 'Map', exact: true }).check();
    await page.locator('.counties').waitFor();
  },
  help: (page) => page.keyboard.press('?'),
  changed: async (page) => {
    await onWeights(page, () => settled(page, () => toOtherEnd(slider(page, 'Topics'))));
    await rows(page).first().waitFor();
  },
  'not-checked': async (page) => {
    await page.route('**/matchings', (route) => route.abort());
    await onWeights(page, () => toOtherEnd(slider(page, 'Topics')));
    await verdict(page).getByText('Not checked').waitFor();
  },
  'nothing-matters': async (page) => {
    await onWeights(page, async () => {
      for (const one of await page.getByRole('slider').all()) await one.press('Home');
    });
    await verdict(page).getByText('Nothing matters yet').waitFor();
  },
  tie: async (page) => {
    await onWeights(page, async () => {
      for (const one of await page.getByRole('slider').all()) await one.press('Home');
      await settled(page, () => slider(page, 'Region').press('PageUp'));
    });
    await page.getByRole('button', { name: 'look at the equally good matches' }).click();
    await page.getByText('Chosen by lot').waitFor();
  },
};

/** What was changed at one size is kept for the next. */
async function toOtherEnd(weight: Locator): Promise<void> {
  await weight.press((await weight.inputValue()) === '0' ? 'End' : 'Home');
}

/** A phone has the sliders in a sheet of their own. */
async function openWeights(page: Page): Promise<boolean> {
  const tab = page.getByRole('button', { name: 'Weights', exact: true });
  const isPhone = await tab.isVisible();
  if (isPhone) await tab.click();
  return isPhone;
}

async function onWeights(page: Page, act: () => Promise<void>): Promise<void> {
  const isPhone = await openWeights(page);
  await act();
  if (isPhone) await page.getByRole('button', { name: 'Match', exact: true }).click();
}
