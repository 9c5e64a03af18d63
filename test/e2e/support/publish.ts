import type { Page } from 'playwright-core';

/** From any screen of a cohort: its newest saved set is published without a vote. */
export async function publishWithoutVote(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Decide', exact: true }).click();
  await page.getByRole('button', { name: 'Publish without a vote…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill('Ana');
  await dialog.getByLabel('Why this one').fill('Agreed by all');
  await dialog.getByRole('button', { name: 'Publish version 1' }).click();
  await dialog.waitFor({ state: 'detached' });
}
