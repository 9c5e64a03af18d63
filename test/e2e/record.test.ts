import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousIssues } from './support/accessibility.ts';
import { openSample, saveAs, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';
import { publishWithoutVote } from './support/publish.ts';

let visit: Visit;
let page: Page;
/** How many the bench said were matched when the set was saved. */
let matched: string;

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
  matched = /(\d+) of \d+ matched/u.exec(await verdict(page).innerText())?.[1] ?? '';
  expect(matched).not.toBe('');
  await saveAs(page, 'Draft A');
});
afterAll(() => visit.end());

const entries = () => page.locator('main ol > li');

test('what was published stands in the record with who and why, is found, and checks', async () => {
  await publishWithoutVote(page);
  await page.getByRole('link', { name: 'Record', exact: true }).click();
  const newest = entries().first();
  await newest.getByText('published a version (version 1)').waitFor();
  expect(await newest.innerText()).toContain('Ana');
  expect(await newest.innerText()).toContain('“Agreed by all”');
  expect(await newest.getByRole('link', { name: 'Draft A' }).getAttribute('href')).toMatch(/compare\?sets=/u);
  const all = await entries().count();
  expect(all).toBeGreaterThan(2);

  await page.getByLabel('Find').fill('agreed');
  await expect.poll(() => entries().count()).toBe(1);
  await page.getByLabel('Find').fill('nobody wrote this');
  await page.getByText('No entry fits.').waitFor();
  await page.getByLabel('Find').fill('');
  await page.getByLabel('About').selectOption('Match sets');
  await expect.poll(() => entries().count()).toBe(1);
  await entries().getByText(`saved a match set (${matched} matched)`).waitFor();
  await page.getByLabel('About').selectOption('Everything');
  await expect.poll(() => entries().count()).toBe(all);

  await page.getByRole('button', { name: 'Check the record' }).click();
  await page.getByText(/^Checked: every entry follows the one before it/u).waitFor();
  await newest.getByRole('button', { name: /^Check Draft A/u }).click();
  await newest.getByText(/^Checked again: intact/u).waitFor();
  await page.getByRole('button', { name: /^Make Draft A once more/u }).click();
  await page.getByText(/^Made once more: the same pairs and the same proof\./u).waitFor();
  expect(await seriousIssues(page)).toEqual([]);
  expect(visit.faults).toEqual([]);
});

test('in a blind review the record rests, and says where that ends', async () => {
  await page.getByRole('link', { name: 'Applications', exact: true }).click();
  await page.getByRole('switch', { name: 'Review blind, everybody' }).click();
  await page.getByText('People are told by numbers.').waitFor();
  await page.getByRole('link', { name: 'Record', exact: true }).click();
  await page.getByText('This cohort is being reviewed blind').waitFor();
  await expect.poll(() => entries().count()).toBe(0);
});
