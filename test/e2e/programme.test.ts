import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
beforeAll(async () => (visit = await startVisit()));
afterAll(() => visit.end());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const saved = (page: Page) => page.getByText('The programme is saved.').first().waitFor();

async function openCopy(page: Page, name: string): Promise<void> {
  await page.goto(`${visit.service.origin}/#/programmes`);
  await page.getByLabel('Name of yours').fill(name);
  await button(page, 'Make the copy').click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

const chapter = (page: Page, name: string) => page.locator('summary', { hasText: name }).click();

test('another association starts from a copy and makes it its own', async () => {
  const page = await visit.open('/#/programmes');
  await openCopy(page, 'Wisconsin mentoring');
  await page.getByLabel('Kick-off', { exact: true }).fill('2027-06-04');
  await chapter(page, 'Public page');
  await page.getByLabel('Welcome').fill('Come in.');
  await chapter(page, 'Participant form');
  await page.getByLabel('New question').fill('Favourite book');
  await button(page, 'Add the question').click();
  await page.getByLabel('Help below it').fill('Only one.');
  await page.getByLabel('Must be answered').check();
  await button(page, 'Move Favourite book up').click();
  await button(page, 'Save the programme').click();
  await saved(page);

  const reply = await fetch(`${visit.service.origin}/api/programmes/wisconsin-mentoring`);
  const programme = (await reply.json()) as {
    texts: { welcome: string };
    dates: object;
    participant: { fields: { label: string; help?: string; required: boolean }[] };
  };
  expect(programme.texts.welcome).toBe('Come in.');
  expect(programme.dates).toEqual({ kickOff: '2027-06-04', months: 18 });
  expect(programme.participant.fields.at(-2)).toMatchObject({
    label: 'Favourite book',
    help: 'Only one.',
    required: true,
  });
  await page.close();
});

test('lists and regions are edited; what a rule needs is named when it is taken away', async () => {
  const page = await visit.open('/#/programmes');
  await openCopy(page, 'Lists of ours');
  await chapter(page, 'Lists');
  await page.locator('details.list > summary', { hasText: 'Library type' }).first().click();
  await page.getByLabel('New choice in Library type').fill('Museum');
  await button(page, 'Add the choice').click();
  await button(page, 'Remove Public library').click();
  await button(page, 'Save the programme').click();
  await page.getByRole('alert').getByText('names the option "public"').waitFor();
  await button(page, 'Discard the changes').click();
  await page.getByLabel('New choice in Library type').fill('Museum');
  await button(page, 'Add the choice').click();
  await chapter(page, 'Regions and places');
  await page.getByLabel('New set of regions').fill('Dioceses');
  await button(page, 'Add the set').click();
  await button(page, 'Save the programme').click();
  await saved(page);
  await page.reload();
  await chapter(page, 'Regions and places');
  await page.locator('summary', { hasText: 'Dioceses' }).waitFor();
  await page.close();
});

test('the file that is downloaded is the file that can be added elsewhere', async () => {
  const page = await visit.open('/#/programmes/civil-service');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the programme' }).click(),
  ]);
  const path = await download.path();
  await page.goto(`${visit.service.origin}/#/programmes`);
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByRole('alert').getByText('There is a programme "civil-service" already').waitFor();
  expect(visit.faults.filter((fault) => !fault.includes('409') && !fault.includes('400'))).toEqual([]);
  await page.close();
});
