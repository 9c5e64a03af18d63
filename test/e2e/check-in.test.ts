import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, CohortSummary, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Year, YearLinkGiven } from '#solver/contract/api/year.ts';
import { seriousIssuesOfSchemes } from './support/accessibility.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

/* Somebody who is matched opens their link on a phone. */

const DAY_MS = 24 * 3_600_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

let visit: Visit;
let page: Page;
let cohort: CohortDetail;
let token: string;

async function ask<Reply>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Reply> {
  const reply = await page.request.fetch(`${visit.service.origin}/api${path}`, {
    method,
    ...(body !== undefined && { data: body }),
  });
  expect(reply.ok(), await reply.text()).toBe(true);
  return (await reply.json()) as Reply;
}

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/apply/', { viewport: { width: 390, height: 844 } });
  const made = await ask<CohortSummary>('POST', '/cohorts/sample', {});
  const url = `/cohorts/${made.id}`;
  cohort = await ask<CohortDetail>('GET', url);
  const { version: cohortVersion, policy } = cohort;
  const set = await ask<MatchSetSummary>('POST', `${url}/match-sets`, {
    name: 'Ours',
    cohortVersion,
    policy,
  });
  await ask('POST', `${url}/members`, { name: 'Olga' });
  await ask('POST', `${url}/publications`, { matchSet: set.id, why: 'All agreed.', basedOn: 0 });
  const { templates } = await ask<{ templates: object }>('GET', `${url}/announcement`);
  // The kick-off is over, so that the pair has begun.
  const schedule = {
    kickOff: `${daysAgo(75)}T13:00`,
    durationMinutes: 180,
    place: '',
    months: 18,
    meetings: 6,
  };
  await ask('PUT', `${url}/announcement`, { schedule, templates, basedOn: 0 });
  const year = await ask<Year>('GET', `${url}/year`);
  const person = year.relationships[0]?.participant.id;
  const given = await ask<YearLinkGiven>('POST', `${url}/year/links`, { side: 'participant', person });
  token = given.token;
});
afterAll(() => visit.end());

const button = (name: string | RegExp) => page.getByRole('button', { name });

async function looksRight(): Promise<void> {
  expect(await seriousIssuesOfSchemes(page)).toEqual([]);
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(sideways).toBe(0);
}

test('a link opens one’s own year, with the partner’s name and nothing else of them', async () => {
  await page.goto(`${visit.service.origin}/apply/#/check-in/${token}`);
  await page.getByRole('heading', { name: 'Your mentoring' }).waitFor();
  await page.getByRole('heading', { name: /^With / }).waitFor();
  await looksRight();
});

test('a check-in says what is missing, keeps what was written in the browser, and is sent', async () => {
  await button(/^Tell of meeting/)
    .first()
    .click();
  await button('Send').click();
  await page.getByText('Say whether you met.').waitFor();
  await page.getByLabel('Yes', { exact: true }).check();
  await page.getByLabel('On which day?').fill(daysAgo(0));
  await page.getByLabel('4', { exact: true }).check();
  await button('Add a goal').click();
  await page.getByLabel('Goal 1', { exact: true }).fill('Speak at a conference');
  await page.getByRole('checkbox', { name: 'Reached: Speak at a conference', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Remove: Speak at a conference', exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'A note' }).fill('A good start.');
  await looksRight();
  await page.reload();
  await button(/^Tell of meeting/)
    .first()
    .click();
  const goal = page.getByLabel('Goal 1', { exact: true });
  await expect.poll(() => goal.inputValue()).toBe('Speak at a conference');
  await button('Send').click();
  await page.getByText(/^Your check-in of meeting \d with .+ is saved/u).waitFor();
  await page.getByText(/^You met on/u).waitFor();
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
  const year = await ask<Year>('GET', `/cohorts/${cohort.id}/year`);
  expect(year.relationships[0]?.checkIns).toMatchObject([{ rating: 4, note: 'A good start.' }]);
});

test('it can be corrected', async () => {
  await button(/^Correct meeting/).click();
  await page.getByLabel('No', { exact: true }).check();
  await button('Send').click();
  await page.getByText('You did not meet.').waitFor();
});

test('a meeting beyond the plan is told of, seen by the committee, and taken back', async () => {
  await button(/^Tell of another meeting with/).click();
  await button('Send').click();
  await page.getByText('Choose the day on which you met.').waitFor();
  await page.getByLabel('On which day?').fill(daysAgo(0));
  await page.getByRole('textbox', { name: 'A note' }).fill('Coffee in Duluth.');
  await looksRight();
  await button('Send').click();
  await page.getByText(/^Your check-in of another meeting with .+ is saved/u).waitFor();
  await page.getByText(/^You also met on/u).waitFor();
  const pair = await visit.open(`/#/cohorts/${cohort.id}/year`);
  const row = pair.locator('main tbody tr', { hasText: '1 more besides' });
  await row.getByRole('link').first().click();
  await pair.getByRole('heading', { name: 'Beyond the plan' }).waitFor();
  await pair.getByText('Coffee in Duluth.').waitFor();
  await pair.close();
  await button(/^Correct the meeting of/).click();
  await page.getByLabel('No', { exact: true }).check();
  await page.getByText(/^Once this is sent, the meeting is taken back, with its note/u).waitFor();
  await page.getByRole('textbox', { name: 'A note' }).waitFor({ state: 'detached' });
  await button('Send').click();
  await page.getByText(/^You also met on/u).waitFor({ state: 'detached' });
  const year = await ask<Year>('GET', `/cohorts/${cohort.id}/year`);
  expect(year.relationships.every(({ counts }) => counts.extra === 0)).toBe(true);
});

test('a link that was taken back says so and shows nothing else', async () => {
  const year = await ask<Year>('GET', `/cohorts/${cohort.id}/year`);
  const person = year.relationships[0]?.participant.id;
  await ask('POST', `/cohorts/${cohort.id}/year/links/end`, { side: 'participant', person });
  await page.reload();
  await page.getByRole('heading', { name: 'This link opens nothing any more' }).waitFor();
  expect(await page.getByRole('heading', { name: /^With / }).count()).toBe(0);
  await looksRight();
});

test('nothing went wrong in the page', () => {
  // The browser itself writes down the refusals that were asked for.
  expect(visit.faults.filter((fault) => !/410/u.test(fault))).toEqual([]);
});
