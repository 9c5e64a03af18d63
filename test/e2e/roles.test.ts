import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account, Link, Role } from '#solver/contract/api/accounts.ts';
import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

const PASSWORD = 'harbour quilt lantern moss';

let visit: Visit;
let cohort: CohortDetail;
const pages = {} as Record<Role, Page>;

/** Asks as whoever is signed in on a page: with its cookie. */
async function ask<Reply>(page: Page, method: 'get' | 'post', path: string, data?: object): Promise<Reply> {
  const reply = await page.request[method](`${visit.service.origin}${path}`, data && { data });
  return (await reply.json()) as Reply;
}

beforeAll(async () => {
  visit = await startVisit();
  const owner = await visit.open('/');
  const token = /set-up\/(\S+)/.exec(visit.service.printed())?.[1];
  const me = { name: 'Olga', email: 'olga@example.org', password: PASSWORD };
  await ask<Account>(owner, 'post', '/api/set-up', { token, ...me });
  const { id } = await ask<CohortSummary>(owner, 'post', '/api/cohorts/sample', {});
  cohort = await ask<CohortDetail>(owner, 'get', `/api/cohorts/${id}`);
  pages.owner = owner;
  for (const role of ['member', 'observer'] as const) {
    const invitation = { email: `${role}@example.org`, name: `The ${role}`, role };
    const link = await ask<Link>(owner, 'post', '/api/accounts/invitations', invitation);
    pages[role] = await visit.open('/');
    await ask<Account>(pages[role], 'post', '/api/links/use', { token: link.token, password: PASSWORD });
  }
});
afterAll(() => visit.end());

async function see(page: Page): Promise<void> {
  const person = cohort.participantPeople[0];
  await page.goto(`${visit.service.origin}/#/cohorts/${cohort.id}/applications/participant/${person?.id}`);
  await page.reload();
  await page.getByRole('heading', { name: person?.name ?? '' }).waitFor();
  await page.getByRole('heading', { name: 'Best possible partners' }).waitFor();
}

test('a member sees addresses and free text, changes answers and reads the history; nothing confidential', async () => {
  const page = pages.member;
  await see(page);
  await page.getByText(String(cohort.participantPeople[0]?.values.email)).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Change / }).count()).toBeGreaterThan(20);
  await page.getByRole('heading', { name: 'History' }).waitFor();
  expect(await page.getByText('Identities').count()).toBe(0);
});

test('an observer sees who they are and whom they could have, and nothing to reach them by, write or change', async () => {
  const page = pages.observer;
  await see(page);
  const { values } = cohort.participantPeople[0] as CohortDetail['participantPeople'][number];
  const text = await page.content();
  for (const hidden of [values.email, values.about, values.motivation])
    expect(text).not.toContain(String(hidden));
  expect(await page.getByRole('button', { name: /^Change |Withdraw|waiting list/ }).count()).toBe(0);
  expect(await page.getByRole('heading', { name: 'History' }).count()).toBe(0);
  await page.getByRole('link', { name: '← All applications' }).click();
  await page.locator('tbody tr').first().waitFor();
  expect(await page.getByText('Import more').count()).toBe(0);
  expect(await page.getByRole('checkbox', { name: /^Select/ }).count()).toBe(0);
  expect(visit.faults).toEqual([]);
});

test('a stranger sees the sign-in alone, at whatever address', async () => {
  const stranger = await visit.open(
    `/#/cohorts/${cohort.id}/applications/participant/${cohort.participantPeople[0]?.id}`,
  );
  await stranger.getByRole('heading', { name: 'Sign in' }).waitFor();
  const text = await stranger.content();
  expect(cohort.participantPeople.filter(({ name }) => text.includes(name))).toEqual([]);
});
