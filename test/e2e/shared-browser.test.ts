import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account, Link } from '#solver/contract/api/accounts.ts';
import type { CohortDetail, CohortSummary, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { slider, verdict } from './support/bench-page.ts';
import { beginImport, choose } from './support/import-page.ts';
import { startVisit, type Visit } from './support/visit.ts';

const PASSWORD = 'harbour quilt lantern moss';
const ANA = 'ana@example.org';
const BEN = 'ben@example.org';

let visit: Visit;
let page: Page;
/** Where the import is. */
let cohortId: string;

/** Asks as whoever is signed in in this browser: with its cookie. */
async function ask<Reply>(method: 'get' | 'post' | 'put' | 'delete', path: string, data?: object) {
  const reply = await page.request[method](`${visit.service.origin}/api${path}`, data && { data });
  if (!reply.ok()) throw new Error(`${path}: ${await reply.text()}`);
  return (reply.status() === 204 ? undefined : await reply.json()) as Reply;
}

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  const token = /set-up\/(\S+)/.exec(visit.service.printed())?.[1];
  await ask<Account>('post', '/set-up', { token, name: 'Ana', email: ANA, password: PASSWORD });
  const invitation = { email: BEN, name: 'Ben', role: 'member' };
  const link = await ask<Link>('post', '/accounts/invitations', invitation);
  const ben = await visit.open('/');
  await ben.request.post(`${visit.service.origin}/api/links/use`, {
    data: { token: link.token, password: PASSWORD },
  });
  await ben.context().close();
  await page.reload();
});
afterAll(() => visit.end());

/** How much topics matter in the policy that is stored. */
async function topics(cohort: string): Promise<number | undefined> {
  const { policy } = await ask<CohortDetail>('get', `/cohorts/${cohort}`);
  return policy.criteria.find(({ id }) => id === 'topics')?.weight;
}

const finish = () => page.getByRole('region', { name: 'Finish the import' });
const banner = () => page.getByRole('status').getByText('Offline since');

/** Another window of this browser, which has its network back. */
async function windowAt(address: string): Promise<void> {
  const context = page.context();
  await page.close();
  await context.setOffline(false);
  page = await context.newPage();
  await page.goto(`${visit.service.origin}/#${address}`);
}

async function signIn(email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** As where a session runs out: nobody has pressed Sign out. */
const endSession = () => ask('delete', '/session');

async function leaveImportWaiting(): Promise<void> {
  await page.context().setOffline(true);
  await banner().waitFor();
  await finish()
    .getByRole('button', { name: /^Add 2\d/ })
    .click();
  await page.getByText('is kept on this device. It is added').waitFor();
}

/** The bench of a new sample cohort, in a browser that has lost the service; gives the cohort's id. */
async function sampleAway(): Promise<string> {
  const { id } = await ask<CohortSummary>('post', '/cohorts/sample', {});
  await windowAt(`/cohorts/${id}/bench`);
  await verdict(page).getByText('matched').waitFor();
  await page.context().setOffline(true);
  return id;
}

async function leaveWeightsWaiting(): Promise<void> {
  await slider(page, 'Topics').press('End');
  await page.getByText('not sent yet').first().waitFor();
}

async function leaveSetWaiting(): Promise<void> {
  await page.getByRole('button', { name: 'Save match set' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Of Ana');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('footer.status').getByText('1 set waits on this device').waitFor();
}

test('what one reader left waiting is neither shown to nor added by the next one in the same browser; it waits for its own', async () => {
  await beginImport(page);
  cohortId = new URL(page.url()).hash.split('/')[2] ?? '';
  await choose(page, 'participant');
  await leaveImportWaiting();
  await windowAt('/accounts');
  await endSession();

  await windowAt(`/cohorts/${cohortId}/applications`);
  await signIn(BEN);
  await page.getByText('Import participants').waitFor();
  await page.reload();
  await page.getByText('Import participants').waitFor();
  expect(await page.content()).not.toContain('participants.csv');
  expect(await finish().count()).toBe(0);
  expect((await ask<CohortDetail>('get', `/cohorts/${cohortId}`)).participants).toBe(0);
  await endSession();

  await windowAt(`/cohorts/${cohortId}/applications`);
  await signIn(ANA);
  // Had Ben's session added them, everybody would be here already.
  await page.getByText('Added 20 people.').waitFor();
});

test('in a blind review the screen stands as it should, and the import waits until it is over', async () => {
  await choose(page, 'mentor');
  await leaveImportWaiting();
  await windowAt('/accounts');
  await ask('put', `/cohorts/${cohortId}/blind-review`, { cohort: true });
  await windowAt(`/cohorts/${cohortId}/applications`);
  await page.getByText('People are told by numbers.').waitFor();
  expect(await finish().count()).toBe(0);
  expect(await page.content()).not.toContain('mentors.csv');
  await ask('put', `/cohorts/${cohortId}/blind-review`, { cohort: false });
});

test('signing out says what still waits, and removes it from this device', async () => {
  await windowAt('/accounts');
  await page.getByText('1 import waits on this device and is not stored yet.').waitFor();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await windowAt(`/cohorts/${cohortId}/applications`);
  await signIn(ANA);
  await page.getByText('20 participants, no mentors yet.').waitFor();
  await page.getByText('Import mentors').waitFor();
  expect(await finish().count()).toBe(0);
  expect((await ask<CohortDetail>('get', `/cohorts/${cohortId}`)).mentors).toBe(0);
});

test('a match set and weights that wait are stored by the session of whoever changed them alone', async () => {
  const id = await sampleAway();
  await banner().waitFor();
  await leaveSetWaiting();
  await leaveWeightsWaiting();
  await windowAt('/accounts');
  await endSession();

  await windowAt(`/cohorts/${id}/bench`);
  await signIn(BEN);
  await verdict(page).getByText('matched').waitFor();
  expect(await page.getByText('waits on this device').count()).toBe(0);
  expect(await ask<MatchSetSummary[]>('get', `/cohorts/${id}/match-sets`)).toEqual([]);
  expect(await topics(id)).not.toBe(10);
  await endSession();

  await windowAt(`/cohorts/${id}/bench`);
  await signIn(ANA);
  await page.getByText('Saved as “Of Ana”').waitFor();
  await expect.poll(() => topics(id)).toBe(10);
});

test('signing out in one window clears the others, and what this browser kept of the weights', async () => {
  await sampleAway();
  await leaveWeightsWaiting();
  // As a page kept it that did not say whose it was.
  await page.evaluate(() => localStorage.setItem('mile-unsent-cohort', 'policy'));
  await windowAt('/accounts');
  await page.getByText('1 change of weights, rules or pins waits on this device').waitFor();
  const other = await page.context().newPage();
  await other.goto(`${visit.service.origin}/#/`);
  await other.getByRole('heading', { name: 'Cohorts' }).waitFor();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => /policy|unsent/.test(key))),
  ).toEqual([]);
  await signIn(ANA);
  await other.getByRole('heading', { name: 'Cohorts' }).waitFor();
  await other.close();
});

test('a window of somebody who is gone sends nothing in the name of the next, even where it heard of neither', async () => {
  const id = await sampleAway();
  await banner().waitFor();
  await leaveSetWaiting();
  await leaveWeightsWaiting();
  await ask<Account>('post', '/session', { email: BEN, password: PASSWORD });
  await page.context().setOffline(false);
  // It sends by itself, is refused, and begins anew for whoever is signed in, with what stands.
  await expect.poll(() => slider(page, 'Topics').inputValue()).not.toBe('10');
  await page.goto(`${visit.service.origin}/#/accounts`);
  await page.getByRole('heading', { name: 'Ben' }).waitFor();
  expect(await topics(id)).not.toBe(10);
  expect(await ask<MatchSetSummary[]>('get', `/cohorts/${id}/match-sets`)).toEqual([]);
  await endSession();

  await windowAt(`/cohorts/${id}/bench`);
  await signIn(ANA);
  await page.getByText('Saved as “Of Ana”').waitFor();
});
