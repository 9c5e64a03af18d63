import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousIssues } from './support/accessibility.ts';
import { openSample, saveAs } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

/* From the publication to a repair, as a committee and a participant live through it. */

let visit: Visit;
let page: Page;
let cohort: string;
beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
  cohort = new URL(page.url()).hash.split('/')[2] as string;
  await saveAs(page, 'Draft A');
});
afterAll(async () => {
  expect(visit.faults).toEqual([]);
  await visit.end();
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
const open = (screen: string) => page.goto(`${visit.service.origin}/#/cohorts/${cohort}/${screen}`);

/** A kick-off some months ago with a planned meeting today: of six in 18 months they are 2, 5, 8 and 11 months after it. */
function kickOffWithMeetingToday(): string {
  const now = new Date();
  const day = now.getDate();
  const begun = [2, 5, 8, 11]
    .map((months) => new Date(now.getFullYear(), now.getMonth() - months, day))
    .find((date) => date.getDate() === day);
  if (!begun) throw new Error(`no month has a day ${day}`);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${begun.getFullYear()}-${two(begun.getMonth() + 1)}-${two(day)}T13:00`;
}

test('before anything is published the year says so, and leads to where it is done', async () => {
  await open('year');
  await page.getByText('Nothing is published yet.').waitFor();
  await page.getByRole('link', { name: 'Publish a match set' }).click();
  await button('Publish without a vote…').click();
  await dialog().getByLabel('Your name').fill('Ana');
  await dialog().getByLabel('Why this one').fill('Agreed by all');
  await dialog().getByRole('button', { name: 'Publish version 1' }).click();
  await dialog().waitFor({ state: 'detached' });
  await open('year');
  await page.getByText('No dates are set, so no meeting can be due.').waitFor();
});

test('dates and calendars come from Letters; then every pair has its meetings', async () => {
  await page.getByRole('link', { name: 'Set the kick-off on Letters' }).click();
  await page.getByLabel('Kick-off', { exact: true }).fill(kickOffWithMeetingToday());
  await button('Save letters and dates').click();
  await page
    .getByText('Everything is saved')
    .or(page.locator('[title="Everything is saved."]'))
    .first()
    .waitFor();
  const [calendars] = await Promise.all([page.waitForEvent('download'), button('Calendars').click()]);
  expect(calendars.suggestedFilename()).toMatch(/calendars.*\.zip$/);
  await open('year');
  const rows = page.locator('main tbody tr');
  await rows
    .first()
    .getByText(/Meeting \d, by .*: due/)
    .first()
    .waitFor({ state: 'attached' });
  const pairs = await rows.count();
  await page.getByText(`${pairs} relationships.`).waitFor();
  await page.getByRole('searchbox').fill((await rows.first().locator('a').innerText()).split(' → ')[0] ?? '');
  await expect.poll(() => rows.count()).toBeLessThan(pairs);
  await page.getByRole('searchbox').fill('');
  await button('As a timeline').click();
  await page.getByRole('figure', { name: 'The year, pair by pair' }).getByText('today').waitFor();
  await button('As a list').click();
});

async function downloaded(name: string): Promise<Record<string, string>[]> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(name).click()]);
  const text = await readFile(await download.path(), 'utf8');
  return Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/u, ''), {
    header: true,
    skipEmptyLines: true,
  }).data;
}

test('whoever is in the file of reminders is not reminded again; a file of links is there for everybody', async () => {
  await page.locator('summary', { hasText: 'Asked for now' }).click();
  const asked = page.locator('details', { hasText: 'Asked for now' }).getByRole('listitem');
  await asked.filter({ hasText: 'check-in of meeting' }).first().waitFor();
  const due = await asked.filter({ hasText: 'check-in of meeting' }).allInnerTexts();
  const reminded = await downloaded('Download reminders for a mail program');
  expect(reminded.length).toBeGreaterThan(0);
  for (const { Name = '', Reminder, Link } of reminded) {
    expect(due.some((words) => words.includes(Name))).toBe(true);
    expect(Reminder).not.toBe('');
    expect(Link).toMatch(new RegExp(`^${visit.service.origin}/apply/#/check-in/.+`, 'u'));
  }
  for (const words of due) expect(reminded.some(({ Name = '' }) => words.includes(Name))).toBe(true);
  await page.getByText('Nobody is left to remind').waitFor();
  await expect
    .poll(() => button('Download reminders for a mail program').getAttribute('aria-disabled'))
    .toBe('true');
  await expect.poll(() => asked.filter({ hasText: '· reminded' }).count()).toBe(due.length);
  const links = await downloaded('Download a link for everybody');
  expect(new Set(links.map(({ Link }) => Link)).size).toBe(links.length);
  const names = links.map(({ Name }) => Name);
  for (const { Name } of reminded) expect(names).toContain(Name);
});

/** What a participant does with a link, in a browser that the committee never saw. */
async function checkIn(theirs: Page, link: string): Promise<void> {
  await theirs.goto(link);
  await theirs
    .getByRole('button', { name: /^Tell of meeting/ })
    .first()
    .click();
  await theirs.getByLabel('Yes', { exact: true }).check();
  await theirs.getByLabel('On which day?').fill(new Date().toISOString().slice(0, 10));
  await theirs.getByLabel('4', { exact: true }).check();
  await theirs.getByRole('button', { name: 'Add a goal' }).click();
  await theirs.getByLabel('Goal 1', { exact: true }).fill('Lead a team');
  await theirs.getByLabel('Reached: Lead a team').check();
  await theirs.getByRole('textbox', { name: 'A note' }).fill('Who pays for travel?');
  await theirs.getByLabel('We need help').check();
  await theirs.getByRole('button', { name: 'Send' }).click();
  await theirs.getByText(/^Your check-in of meeting \d with .+ is saved/u).waitFor();
}

test('a participant checks in by a link, the committee hears of it and writes down that it helped', async () => {
  await page.locator('main tbody a').first().click();
  await page
    .getByRole('button', { name: /^New check-in link/ })
    .first()
    .click();
  const link = await page.getByLabel(/^Link for /).inputValue();
  const other = await visit.browser.newContext();
  await checkIn(await other.newPage(), link);
  await other.close();
  await page.getByText('asks for help').waitFor();
  await page.getByText('Who pays for travel?').waitFor();
  await page.getByText('✓ reached: Lead a team').waitFor();
  await page.getByLabel('What happened').selectOption({ label: 'We helped them' });
  await page.getByLabel('Note, if you like').fill('Sent the form.');
  await button('Write it down').click();
  await page.getByText('The committee helped: Sent the form.').waitFor();
  await page.locator('.call', { hasText: 'needs help' }).waitFor({ state: 'detached' });
});

test('the mentor drops out: choices with their price, then a new version that dissolves the pair and keeps its history', async () => {
  await button(/can no longer mentor…$/).click();
  await dialog().getByRole('button', { name: 'Move nobody else' }).click();
  await dialog().getByLabel('Why there is a new version').fill('Moved away');
  await dialog().getByRole('button', { name: 'Publish version 2' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByText(/^Dissolved by version 2/).waitFor();
  await page.getByText('Version 2 no longer holds them: “Moved away”.').waitFor();
  await page.getByText('Who pays for travel?').waitFor();
  await page.getByRole('link', { name: 'All relationships' }).click();
  await button(/^Ended \([1-9]/).click();
  await page.locator('main tbody tr').first().getByText('Dissolved by version 2').first().waitFor();
});

test('the figures tell all pairs, no group in which somebody could be recognised, and each criterion', async () => {
  await page.locator('summary', { hasText: 'Figures' }).click();
  const all = page.getByRole('table', { name: 'All pairs' });
  await all
    .getByText(/^1 of \d+$/)
    .first()
    .waitFor();
  const picture = page.getByRole('figure', { name: 'What the year says about each criterion' });
  // One pair alone told how a meeting went.
  await page.getByLabel('What came of it').selectOption({ label: 'How meetings went' });
  await picture.getByRole('button', { name: 'As table' }).click();
  await picture.getByRole('row', { name: /Topics.*too few pairs to say/ }).waitFor();
});

test.each([
  ['light', 1440],
  ['dark', 390],
] as const)(
  'check 36 and 37: the year and a pair have no serious issue, %s at %i px',
  async (colorScheme, width) => {
    const own = await visit.open(`/#/cohorts/${cohort}/year`, {
      colorScheme,
      viewport: { width, height: 844 },
    });
    await own.locator('main tbody tr').first().waitFor();
    await own.locator('summary', { hasText: 'Figures' }).click();
    await own.getByRole('figure').first().waitFor();
    await own.locator('summary', { hasText: 'Asked for now' }).click();
    await own.getByRole('button', { name: 'Download a link for everybody' }).waitFor();
    const over = () => own.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await seriousIssues(own)).toEqual([]);
    await expect.poll(over).toBeLessThanOrEqual(0);
    await own.getByRole('button', { name: 'As a timeline' }).click();
    await own.getByRole('figure', { name: 'The year, pair by pair' }).waitFor();
    expect(await seriousIssues(own)).toEqual([]);
    await own.getByRole('button', { name: 'As a list' }).click();
    await own.locator('main tbody a').first().click();
    await own.getByRole('heading', { name: 'Meetings' }).waitFor();
    expect(await seriousIssues(own)).toEqual([]);
    await expect.poll(over).toBeLessThanOrEqual(0);
    await own.close();
  },
);
