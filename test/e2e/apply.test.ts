import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousIssuesOfSchemes } from './support/accessibility.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

const PASSWORD = 'harbour quilt lantern moss';

let visit: Visit;
let olga: Page;
let stranger: Page;
/** Of the first applicant's link. */
let ownPath: string;

beforeAll(async () => {
  visit = await startVisit();
  olga = await visit.open('/');
  stranger = await visit.open('/apply/', { viewport: { width: 390, height: 844 } });
});
afterAll(() => visit.end());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function looksRight(page: Page): Promise<void> {
  expect(await seriousIssuesOfSchemes(page)).toEqual([]);
  await expect.poll(() => sidewaysScroll(page)).toBe(0);
}

test('the owner sets up and opens the forms of a cohort', async () => {
  const link = /open (http:\S+)/.exec(visit.service.printed())?.[1] as string;
  await olga.goto(link);
  await olga.getByLabel('Your name').fill('Olga Owner');
  await olga.getByLabel('E-mail address').fill('olga@example.org');
  await olga.getByLabel('Password').fill(PASSWORD);
  await button(olga, 'Make the account').click();
  await button(olga, 'Import applications').click();
  await olga.getByLabel('Name of the cohort').fill('Class of 2027');
  await button(olga, 'Collect by public forms').click();
  await olga.getByText('Nobody sees a page yet').waitFor();
  await button(olga, 'Open applications').click();
  await olga.getByRole('heading', { name: 'Applications are open' }).waitFor();
  await looksRight(olga);
});

test('a stranger sees the public side and nothing else', async () => {
  await stranger.reload();
  await stranger.getByRole('link', { name: 'MILE mentoring' }).click();
  await stranger.getByRole('heading', { name: 'What mentors gain' }).waitFor();
  await looksRight(stranger);
  for (const path of ['/api/cohorts', '/api/programmes', '/api/accounts', '/api/record'])
    expect((await stranger.request.get(`${visit.service.origin}${path}`)).status(), path).toBe(401);
  expect(
    await stranger.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
  ).not.toContainEqual(expect.stringContaining('/assets/Bench'));
});

test('a form that is not complete says so at the questions and leads to them', async () => {
  await stranger.getByRole('link', { name: 'Apply as a participant' }).first().click();
  await button(stranger, 'Send the application').click();
  const summary = stranger.getByRole('alert');
  await summary.getByText('Please look at this again').waitFor();
  await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true);
  await summary.getByRole('link', { name: 'E-mail address' }).click();
  const email = stranger.getByLabel('E-mail address');
  expect(await email.getAttribute('aria-invalid')).toBe('true');
  await expect.poll(() => email.evaluate((element) => element === document.activeElement)).toBe(true);
  await looksRight(stranger);
});

test('what is written stays in the browser; goals are ordered by keyboard; the application is sent', async () => {
  await stranger.getByLabel('Name').first().fill('<img src=x onerror=alert(1)> Ines');
  await stranger.getByLabel('E-mail address').fill('ines@example.org');
  await stranger.reload();
  await stranger.getByText('Here is what you wrote before.').waitFor();
  await expect.poll(() => stranger.getByLabel('E-mail address').inputValue()).toBe('ines@example.org');
  const goals = stranger.getByRole('group', { name: 'Goals' });
  await goals.getByRole('combobox').selectOption({ label: 'Networking' });
  await goals.getByRole('combobox').selectOption({ label: 'Leadership' });
  await goals.getByRole('button', { name: 'Leadership: more important' }).focus();
  await stranger.keyboard.press('Enter');
  await goals.getByRole('listitem').first().getByText('Leadership').first().waitFor();
  await stranger.getByLabel(/County/u).selectOption({ label: 'Ramsey' });
  await stranger.getByLabel(/I agree/u).check();
  await button(stranger, 'Send the application').click();
  await stranger.getByRole('heading', { name: 'Thank you' }).waitFor();
  const path = await stranger.getByRole('link', { name: /application/u }).getAttribute('href');
  ownPath = path ?? '';
  expect(ownPath).toMatch(/^\/apply\/#\/application\/[\w-]{43}$/u);
  await looksRight(stranger);
  await expect.poll(() => stranger.evaluate(() => localStorage.length)).toBe(0);
});

test('a mentor applies as well, and withdraws', async () => {
  const mentor = await visit.open('/apply/#/programme/minnesota/mentor');
  await mentor.getByLabel('Name').first().fill('Marta Berg');
  await mentor.getByLabel('E-mail address').fill('marta@example.org');
  await mentor.getByLabel(/I agree/u).check();
  await button(mentor, 'Send the application').click();
  await mentor.getByRole('heading', { name: 'Thank you' }).waitFor();
  await mentor.getByRole('link', { name: /application/u }).click();
  await button(mentor, 'Withdraw the application…').click();
  await button(mentor, 'Yes, withdraw it').click();
  await mentor.getByText('This application is withdrawn').waitFor();
  await mentor.reload();
  await mentor.getByText('This application is withdrawn').waitFor();
  await mentor.close();
});

test('the first applicant corrects the application by its link', async () => {
  await stranger.goto(`${visit.service.origin}${ownPath}`);
  await stranger.getByLabel('Employer').fill('Hill Library');
  await looksRight(stranger);
  await button(stranger, 'Save the corrections').click();
  await stranger.getByText('Your corrections are saved.').waitFor();
  await stranger.reload();
  await expect.poll(() => stranger.getByLabel('Employer').inputValue()).toBe('Hill Library');
});

test('the committee finds who applied, and who withdrew', async () => {
  await olga.getByText('Applications of 1 participant and no mentors, 1 withdrawn').waitFor();
  await olga.getByRole('link', { name: 'applications', exact: true }).click();
  await olga.getByText('<img src=x onerror=alert(1)> Ines').first().waitFor();
});

test('who applies again changes nothing before the committee decides', async () => {
  await stranger.goto(`${visit.service.origin}/apply/#/programme/minnesota/participant`);
  await stranger.getByLabel('Name').first().fill('Ines Hill');
  await stranger.getByLabel('E-mail address').fill('ines@example.org');
  await stranger.getByLabel(/I agree/u).check();
  await button(stranger, 'Send the application').click();
  await stranger.getByRole('heading', { name: 'Thank you' }).waitFor();
  await olga.getByRole('link', { name: 'Recruit' }).click();
  await olga.getByRole('heading', { name: 'Applied again (1)' }).waitFor();
  await looksRight(olga);
  await button(olga, 'Take the newer answers').click();
  await olga.getByRole('heading', { name: 'Applied again (1)' }).waitFor({ state: 'detached' });
  await olga.getByRole('link', { name: 'applications', exact: true }).click();
  await olga.getByText('Ines Hill').first().waitFor();
});

test('nothing went wrong in any page', () => {
  // The browser itself writes down the refusals that were asked for.
  expect(visit.faults.filter((fault) => !/429|409/u.test(fault))).toEqual([]);
});
