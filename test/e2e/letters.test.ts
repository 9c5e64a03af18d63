import { strFromU8, unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousIssuesOfSchemes } from './support/accessibility.ts';
import { openSample } from './support/bench-page.ts';
import { expectFaults } from './support/faults.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let page: Page;
let cohortId: string;

/** As the page would ask, with its cookies. */
async function ask<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
  const options = { method, ...(body !== undefined && { data: body }) };
  const reply = await page.request.fetch(`${visit.service.origin}/api${path}`, options);
  return (await reply.json()) as Reply;
}

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
  cohortId = /cohorts\/([^/]+)/.exec(page.url())?.[1] as string;
});
afterAll(() => visit.end());

const button = (name: string) => page.getByRole('button', { name, exact: true });
const letter = () => page.locator('article.shown');

async function download(name: string): Promise<Uint8Array> {
  const [file] = await Promise.all([page.waitForEvent('download'), button(name).click()]);
  return readFile(await file.path());
}

test('before anything is published letters can be written, and nothing can be taken along', async () => {
  await page.goto(`${visit.service.origin}/#/cohorts/${cohortId}/letters`);
  await page.getByText('Nothing is published yet').waitFor();
  expect(await button('Print all letters').count()).toBe(0);
});

test('once a set is published each letter shows as it goes out', async () => {
  const { version, policy } = await ask<{ version: number; policy: unknown }>('GET', `/cohorts/${cohortId}`);
  const set = { name: 'Ours', cohortVersion: version, policy };
  const { id } = await ask<{ id: string }>('POST', `/cohorts/${cohortId}/match-sets`, set);
  await ask('POST', `/cohorts/${cohortId}/members`, { name: 'Olga' });
  await ask('POST', `/cohorts/${cohortId}/publications`, { matchSet: id, why: 'All agreed.', basedOn: 0 });
  await page.reload();
  await page.getByText('47 letters').waitFor();
  await page.getByText('Without a mentor, and without a letter: Bjorn Draxten.').waitFor();
  await letter().getByText('a day that is still to be set').waitFor();
});

test('dates and words are changed, kept, and stand in the letters; files wait until they are', async () => {
  await page.getByLabel('Kick-off', { exact: true }).fill('2027-03-12T13:00');
  await page.getByLabel('Place').fill('Central Library');
  const template = page.getByLabel('To participants', { exact: true });
  await template.fill('Hello ');
  await page
    .getByRole('group', { name: /letter to participants/ })
    .getByRole('button', { name: 'first name' })
    .click();
  await expect.poll(() => template.inputValue()).toBe('Hello {{first name}}');
  await template.pressSequentially(', see you on {{kick-off}}.');
  await expect.poll(() => button('Calendars').getAttribute('title')).toBe('Save the changes first.');
  await button('Save letters and dates').click();
  await expect
    .poll(() => letter().textContent())
    .toMatch(/^Hello \p{L}+, see you on Friday, March 12, 2027, 1:00\sPM, Central Library\.$/u);
  await page.getByText('Not saved yet').waitFor({ state: 'detached' });
  await page.reload();
  await letter().getByText('see you on').waitFor();
});

test('a field that does not exist is refused in words, and what was written stays', async () => {
  await page.getByLabel('To mentors', { exact: true }).fill('Dear {{boss}}');
  await button('Save letters and dates').click();
  await page.getByText('A letter has no field {{boss}}').waitFor();
  await expectFaults(visit, '422');
  expect(await page.getByLabel('To mentors', { exact: true }).inputValue()).toBe('Dear {{boss}}');
  await page.getByLabel('To mentors', { exact: true }).fill('Dear {{first name}}');
  await button('Save letters and dates').click();
  await page.getByText('Not saved yet').waitFor({ state: 'detached' });
});

test('the files come as they are asked for', async () => {
  const calendars = unzipSync(await download('Calendars'));
  expect(Object.keys(calendars)).toHaveLength(24);
  expect(strFromU8(Object.values(calendars)[0] as Uint8Array)).toContain('DTSTART:20270312T130000');
  expect(new TextDecoder().decode(await download('Mail merge'))).toContain('see you on Friday');
});

test('check 40: on paper one letter a page, and no navigation', async () => {
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/gu)).toHaveLength(47);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation').count()).toBe(0);
  expect(await page.getByRole('button').count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
});

test('check 36 and 37: no serious finding by axe in light and dark; no sideways scroll at 390 px', async () => {
  expect(await seriousIssuesOfSchemes(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(visit.faults).toEqual([]);
});
