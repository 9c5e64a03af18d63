import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { beginImport, giveFile } from './support/import-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

/** A title, a blank line, odd headers, a guess, an unknown value, a missing address, somebody twice, a formula, an empty column. */
const MESSY = [
  'MILE 2027: responses;;;;;',
  ';;;;;',
  'Your name;Contact e-mail;Library kind;Where do you work from?;;Job title',
  'Inés Núñez;ines@x.example;Academic lib;Hennepin County;;=SUM(A1)',
  'Bo Ek;bo@x.example;Academic lib;Ramsey;;Clerk',
  'Cy Day;;Public library;Dakota;;Head',
  'Di Fox;not an address;Public library;Anoka;;Head',
  'BO EK;BO@X.EXAMPLE;Academic lib;Ramsey;;Senior clerk',
  ';;;;;',
].join('\r\n');

let visit: Visit;
let page: Page;
beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await beginImport(page);
});
afterAll(() => visit.end());

const foot = () => page.getByRole('region', { name: 'Finish the import' });
const file = { name: 'messy.csv', mimeType: 'text/csv', buffer: Buffer.from(MESSY, 'utf8') };

async function participants(): Promise<number | undefined> {
  const all = (await (await fetch(`${visit.service.origin}/api/cohorts`)).json()) as CohortSummary[];
  return all[0]?.participants;
}

/** Does something and waits until the service has looked at it. */
async function checked(act: () => Promise<unknown>): Promise<void> {
  const looked = page.waitForResponse((reply) => reply.url().endsWith('/imports/check') && reply.ok());
  await act();
  await looked;
}

/** Answers every question about columns and values as it is suggested, or as is said here. */
async function mapColumn(header: string, field: string): Promise<void> {
  const choice = page.getByRole('combobox', { name: `Our field for the column “${header}”` });
  // What was recognised for sure is folded away.
  if (!(await choice.isVisible())) return;
  if ((await choice.locator('option:checked').textContent()) !== field) {
    // What somebody chose needs no confirmation.
    await checked(() => choice.selectOption({ label: field }));
    return;
  }
  const card = page.locator('.card').filter({ has: choice });
  const confirm = card.getByRole('button', { name: 'Confirm' });
  if ((await confirm.count()) > 0) await checked(() => confirm.click());
}

test('a messy file is mended in place, what cannot be mended is left out and handed back, and nothing is written before Add', async () => {
  await giveFile(page, 'participant', file);
  await page.getByText(/rows? above the headers left out/).waitFor();
  await page.getByText(/empty columns? left out/).waitFor();
  for (const [header, field] of [
    ['Your name', 'Name'],
    ['Contact e-mail', 'E-mail address'],
    ['Library kind', 'Library type'],
    ['Where do you work from?', 'County'],
  ] as const)
    await mapColumn(header, field);
  const meaning = page.getByRole('combobox', { name: /Academic lib/ });
  if ((await meaning.count()) > 0)
    await checked(() => meaning.first().selectOption({ label: 'Academic library' }));

  const address = page.getByRole('textbox', { name: 'E-mail address in row 6' });
  await address.fill('cy@x.example');
  await checked(() => address.press('Tab'));
  const skipped = page
    .locator('li')
    .filter({ hasText: 'not an address' })
    .getByRole('button', { name: 'Skip row' });
  await checked(() => skipped.first().click());
  const twice = page
    .locator('li')
    .filter({ hasText: 'are the same person' })
    .getByRole('button', { name: 'Skip row' });
  await checked(() => twice.first().click());
  await foot().getByText('3 new, 0 updated, 2 skipped, 0 removed').waitFor();
  expect(await participants()).toBe(0);

  await checked(() => page.getByRole('button', { name: 'Undo' }).click());
  await checked(() => page.getByRole('button', { name: 'Redo' }).click());
  const download = page.waitForEvent('download');
  await foot().getByRole('button', { name: 'Download 2 rejected rows' }).click();
  expect((await download).suggestedFilename()).toBe('rejected rows of messy.csv.csv');
  const rejected = await (
    await import('node:fs/promises')
  ).readFile((await (await download).path()) as string, 'utf8');
  expect(rejected.split('\r\n')).toHaveLength(3);
  expect(rejected).toContain('not an address');

  await foot()
    .getByRole('button', { name: /^Add 3/ })
    .click();
  await page.getByText('Added 3 people.').waitFor();
  expect(await participants()).toBe(3);
});

test('given again as it was mended, the file is understood at once and brings nobody new', async () => {
  const isMended = (line: string) => !line.includes('Clerk') && !line.includes('not an address');
  const mended = MESSY.split('\r\n')
    .filter(isMended)
    .join('\r\n')
    .replace('Cy Day;;', 'Cy Day;cy@x.example;');
  await giveFile(page, 'participant', { ...file, buffer: Buffer.from(mended, 'utf8') });
  await page.getByText(/decisions? of an earlier import of this form (was|were) taken/).waitFor();
  await page.getByText('0 new, 0 updated, 3 unchanged, 0 skipped, 0 removed').first().waitFor();
  await foot().getByRole('button', { name: 'Cancel' }).click();
  expect(await participants()).toBe(3);
  expect(visit.faults).toEqual([]);
});
