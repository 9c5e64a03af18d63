import { readFile } from 'node:fs/promises';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { beginImport, checked, giveFile } from './support/import-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

/** A title, a blank line, odd headers, guesses, an unknown value, missing addresses, somebody twice, a formula, an empty column. */
const MESSY = [
  'MILE 2027: responses;;;;;',
  ';;;;;',
  'Your name;Contact e-mail;Library kind;Where do you work from?;;Job title',
  'Inés Núñez;ines@x.example;Academic lib;Hennepin County;;=SUM(A1)',
  'Bo Ek;bo@x.example;Academic lib;Ramsey;;Clerk',
  'Cy Day;;Bookmobile depot;Dakota;;Head',
  'Di Fox;not an address;Public library;Anoka;;Head',
  'BO EK;BO@X.EXAMPLE;Academic lib;Ramsey;;Senior clerk',
  'Ed Ray;;Public library;Anoka;;Page',
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

/** Holds back what the service says to the next check until it is let go. */
async function holdNextCheck(): Promise<() => void> {
  const { promise: letGo, resolve } = Promise.withResolvers<undefined>();
  const hold = async (route: Route) => {
    await letGo;
    await route.continue();
  };
  await page.route('**/imports/check', hold, { times: 1 });
  return () => resolve(undefined);
}

const fieldOf = (header: string) =>
  page.getByRole('combobox', { name: `Our field for the column “${header}”` });
const addressIn = (row: number) => page.getByRole('textbox', { name: `E-mail address in row ${row}` });

async function skipRow(what: string): Promise<void> {
  const line = page.locator('li').filter({ hasText: what });
  await checked(page, () => line.getByRole('button', { name: 'Skip row' }).click());
}

test('a messy file is mended in place, what cannot be mended is left out and handed back, and nothing is written before Add', async () => {
  await giveFile(page, 'participant', file);
  await page.getByText(/rows? above the headers left out/).waitFor();
  await page.getByText(/empty columns? left out/).waitFor();
  // What was recognised for sure is folded away: the name, the address, the job.
  await page.getByText('Recognised (3)').waitFor();
  const kind = page.locator('.card').filter({ has: fieldOf('Library kind') });
  await checked(page, () => kind.getByRole('button', { name: 'Confirm' }).click());
  await checked(page, () => fieldOf('Where do you work from?').selectOption({ label: 'County' }));
  const meaning = page.getByRole('combobox', { name: /Bookmobile depot/ });
  await checked(page, () => meaning.selectOption({ label: 'Public library' }));

  // Whoever goes on to the next row while the last is still looked at loses nothing of what they type.
  const letGo = await holdNextCheck();
  await addressIn(6).fill('cy@x.example');
  await addressIn(6).press('Tab');
  await addressIn(9).fill('ed@x.example');
  letGo();
  await addressIn(6).waitFor({ state: 'detached' });
  // The field is still the one that is being typed in: nothing was taken out of it, and nothing is sent before it is left.
  expect(await addressIn(9).and(page.locator(':focus')).inputValue()).toBe('ed@x.example');
  await checked(page, () => addressIn(9).press('Tab'));
  await addressIn(9).waitFor({ state: 'detached' });

  await skipRow('not an address');
  await skipRow('are the same person');
  await foot().getByText('4 new, 0 updated, 2 skipped, 0 removed').waitFor();
  expect(await participants()).toBe(0);

  await checked(page, () => foot().getByRole('button', { name: 'Undo' }).click());
  await foot().getByText('1 point to settle before it can be added').waitFor();
  await checked(page, () => foot().getByRole('button', { name: 'Redo' }).click());
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    foot().getByRole('button', { name: 'Download 2 rejected rows' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rejected rows of messy.csv.csv');
  const rejected = await readFile(await download.path(), 'utf8');
  expect(rejected.split('\r\n')).toHaveLength(3);
  expect(rejected).toContain('not an address');

  await foot()
    .getByRole('button', { name: /^Add 4/ })
    .click();
  await page.getByText('Added 4 people.').waitFor();
  expect(await participants()).toBe(4);
});

test('given again as it was mended, the file is understood at once and brings nobody new', async () => {
  const isMended = (line: string) => !line.includes('Clerk') && !line.includes('not an address');
  const mended = MESSY.split('\r\n')
    .filter(isMended)
    .join('\r\n')
    .replace('Cy Day;;', 'Cy Day;cy@x.example;')
    .replace('Ed Ray;;', 'Ed Ray;ed@x.example;');
  await giveFile(page, 'participant', { ...file, buffer: Buffer.from(mended, 'utf8') });
  await page.getByText(/decisions? of an earlier import of this form (was|were) taken/).waitFor();
  await page.getByText('0 new, 0 updated, 4 unchanged, 0 skipped, 0 removed').first().waitFor();
  await foot().getByRole('button', { name: 'Cancel' }).click();
  expect(await participants()).toBe(4);
  expect(visit.faults).toEqual([]);
});
