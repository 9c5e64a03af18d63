import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MailServer, refusal } from '../support/mail-server.ts';
import { seriousIssuesOfSchemes } from './support/accessibility.ts';
import { openSample } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let server: MailServer;
let visit: Visit;
let page: Page;
let cohortId: string;

async function ask<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
  const options = { method, ...(body !== undefined && { data: body }) };
  const reply = await page.request.fetch(`${visit.service.origin}/api${path}`, options);
  return (await reply.json()) as Reply;
}

beforeAll(async () => {
  server = await MailServer.start();
  visit = await startVisit({
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    MAIL_FROM: 'Mentoring <mentoring@library.example>',
  });
  page = await visit.open('/');
  await openSample(page);
  cohortId = /cohorts\/([^/]+)/.exec(page.url())?.[1] as string;
  const { version, policy } = await ask<{ version: number; policy: unknown }>('GET', `/cohorts/${cohortId}`);
  const set = { name: 'Ours', cohortVersion: version, policy };
  const { id } = await ask<{ id: string }>('POST', `/cohorts/${cohortId}/match-sets`, set);
  await ask('POST', `/cohorts/${cohortId}/members`, { name: 'Olga' });
  await ask('POST', `/cohorts/${cohortId}/publications`, { matchSet: id, why: 'All agreed.', basedOn: 0 });
  await page.goto(`${visit.service.origin}/#/cohorts/${cohortId}/letters`);
});
afterAll(async () => {
  await visit.end();
  await server.stop();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');

test('who gets which mail is read before anything goes out', async () => {
  await button('Send 47 letters…').waitFor();
  await page.getByText('No letter of this version was sent by mail yet.').waitFor();
  await page.getByRole('table', { name: 'Who gets a letter by mail' }).getByRole('button').first().click();
  await dialog().getByText('Mentoring <mentoring@library.example>').waitFor();
  await dialog()
    .getByText(/^Dear \p{L}+,/u)
    .waitFor();
  await dialog().getByRole('button', { name: 'Close' }).click();
  expect(server.arrived).toEqual([]);
});

test('while words are not saved nothing can be sent', async () => {
  const template = page.getByLabel('To mentors', { exact: true });
  await template.fill('Dear {{first name}}, you are matched with {{partners}}.');
  await expect.poll(() => button('Send 47 letters…').getAttribute('title')).toBe('Save the changes first.');
  await button('Save letters and dates').click();
  await page.getByText('Not saved yet').waitFor({ state: 'detached' });
});

test('a letter is sent to whoever is chosen, once it was confirmed, and its way can be followed', async () => {
  const [, second] = await names();
  await page.getByLabel(`Send to ${second}`).uncheck();
  await page.getByLabel('Subject').fill('Whom you will meet');
  await button('Send 46 letters…').click();
  await dialog().getByText('Whom you will meet').waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  expect(server.arrived).toEqual([]);
  const gone = await firstAddress();
  server.manners = {
    refusal: (address) => (address === gone ? refusal(550, '5.1.1 no such mailbox') : undefined),
  };
  await button('Send 46 letters…').click();
  await dialog().getByRole('button', { name: 'Send 46 letters' }).click();
  await page.getByText('45 sent, 1 not sent.').waitFor();
  expect(server.arrived).toHaveLength(45);
  expect(new Set(server.arrived.map(({ mail }) => mail.subject))).toEqual(new Set(['Whom you will meet']));
});

test('who was refused is shown with the answer, is chosen again, and gets theirs at the next try', async () => {
  await page.getByText('550 5.1.1 no such mailbox').waitFor();
  const [first, second] = await names();
  await expect.poll(() => page.getByLabel(`Send to ${first}`).isChecked()).toBe(true);
  await page.getByLabel(`Send to ${second}`).uncheck();
  server.manners = {};
  await button('Send 1 letter…').click();
  await dialog().getByRole('button', { name: 'Send 1 letter' }).click();
  await page.getByText('46 sent.').waitFor();
  expect(server.arrived).toHaveLength(46);
});

test('whoever has a letter is named before they get another', async () => {
  const [first] = await names();
  await page.getByLabel(`Send to ${first}`).check();
  await page.getByRole('button', { name: /^Send \d+ letters?…$/ }).click();
  await dialog()
    .getByText(/^1 person had a letter of this version already: /)
    .waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  expect(server.arrived).toHaveLength(46);
});

test('checks 36 and 37: no serious finding by axe in light and dark; no sideways scroll at 390 px', async () => {
  expect(await seriousIssuesOfSchemes(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(visit.faults).toEqual([]);
});

/** As the boxes call them: "Ana Ruiz (participant)". */
async function names(): Promise<string[]> {
  const labels = await page
    .getByRole('checkbox', { name: /^Send to / })
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''));
  return labels.map((label) => label.replace('Send to ', ''));
}

async function firstAddress(): Promise<string> {
  const cell = page.getByRole('table', { name: 'Who gets a letter by mail' }).locator('tbody td').nth(1);
  return (await cell.textContent()) ?? '';
}
