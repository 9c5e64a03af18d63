import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { writeApplications } from '#server/files/write-applications.ts';
import { rows, settled, verdict } from './support/bench-page.ts';
import {
  add,
  beginImport,
  checked,
  choose,
  columnOf,
  csvOf,
  fileOf,
  giveFile,
  rowsOf,
} from './support/import-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let page: Page;
beforeAll(async () => {
  visit = await startVisit();
});
beforeEach(async () => {
  page = await visit.open('/');
  await beginImport(page);
});
afterAll(async () => {
  expect(visit.faults).toEqual([]);
  await visit.end();
});

const finish = (): Locator => page.getByRole('region', { name: 'Finish the import' });

async function newestCohort(): Promise<CohortDetail> {
  const all = (await (await fetch(`${visit.service.origin}/api/cohorts`)).json()) as CohortSummary[];
  const id = new URL(page.url()).hash.split('/')[2];
  expect(all.map((one) => one.id)).toContain(id);
  return (await (await fetch(`${visit.service.origin}/api/cohorts/${id}`)).json()) as CohortDetail;
}

test('check 5: a workbook with a title row and phantom columns: the right header row, no phantom fields', async () => {
  const [headers = [], ...people] = rowsOf('participant');
  const cell = (value: string) => ({ value, type: String });
  // A title, an empty row, headers in row 3, and columns beyond that hold nothing but a format or a blank.
  const sheet = [
    [cell('Mentoring applications 2027'), ...headers.slice(1).map(() => null), null, null],
    [],
    [...headers.map(cell), null, cell(' ')],
    ...people.map((person) => [...person.map(cell), null, cell('  ')]),
  ];
  const buffer = await writeWorkbook(sheet).toBuffer();
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await giveFile(page, 'participant', { name: 'applications.xlsx', mimeType, buffer });

  await finish().getByText(`${people.length} new, 0 updated`).waitFor();
  expect(await page.getByLabel('Headers in row').inputValue()).toBe('3');
  await page.getByText('Columns', { exact: true }).click();
  await page
    .getByLabel(/^Our field for the column/)
    .first()
    .waitFor();
  const columns = await page
    .getByLabel(/^Our field for the column/)
    .evaluateAll((fields) =>
      fields.map((field) => field.closest('label')?.textContent.match(/“(.+?)”/u)?.[1]),
    );
  expect(new Set(columns)).toEqual(new Set(headers));
  expect(columns).toHaveLength(headers.length);
  // What was dropped is told.
  expect(await page.locator('.notes').innerText()).toMatch(/column/u);
});

test('check 6: a ZIP code "01234" keeps its zero on the way in, on screen, and out and in again', async () => {
  const table = rowsOf('participant');
  const zip = columnOf('participant', 'zip');
  const first = table[1] as string[];
  first[zip] = '01234';
  await giveFile(page, 'participant', csvOf(table));
  await add(page);
  await page
    .getByRole('link', { name: first[0] ?? '' })
    .first()
    .click();
  await page.getByText('01234', { exact: true }).waitFor();
  await page.goBack();

  const { participantPeople } = await newestCohort();
  expect(participantPeople.map(({ values }) => values.zip)).toContain('01234');
  const programme = shippedProgramme('minnesota');
  if (!programme) throw new Error('the programme "minnesota" is not shipped');
  const written = Buffer.from(writeApplications(programme, 'participant', participantPeople));
  expect(written.toString('utf8')).toContain('01234');
  await giveFile(page, 'participant', { name: 'again.csv', mimeType: 'text/csv', buffer: written });
  await finish().getByText('0 new, 0 updated').waitFor();
});

test('check 7: one value mapping clears every identical error', async () => {
  const table = rowsOf('participant');
  const type = columnOf('participant', 'libraryType');
  const strange = table.slice(1, 7);
  for (const row of strange) row[type] = 'Bookmobile depot';
  await giveFile(page, 'participant', csvOf(table));
  const meaning = page.getByLabel(/“Bookmobile depot” in Library type means/u);
  await meaning.waitFor();
  await page.getByText(`in ${strange.length} rows`).waitFor();
  await finish()
    .getByText(/to settle before it can be added/u)
    .waitFor();

  await checked(page, () => meaning.selectOption({ label: 'Public library' }));
  await finish().getByText('20 new, 0 updated').waitFor();
  await add(page);
  const { participantPeople } = await newestCohort();
  const types = new Map(participantPeople.map(({ values }) => [values.email, values.libraryType]));
  const email = columnOf('participant', 'email');
  const chosen = new Set(strange.map((row) => types.get(row[email] ?? '')));
  expect([...chosen]).toEqual(['public']);
});

test('check 8: the same files again change nobody; pins and comments survive', async () => {
  for (const side of ['participant', 'mentor'] as const) {
    await choose(page, side);
    await add(page);
  }
  await page.getByRole('link', { name: 'Bench', exact: true }).click();
  await verdict(page).getByText('matched').waitFor();
  const pinned = rows(page)
    .filter({ has: page.getByRole('button', { name: /^Pin / }) })
    .first();
  const participant = (await pinned.locator('.participant').innerText()).trim();
  const mentor = (await pinned.locator('.mentor').innerText()).trim();
  await Promise.all([
    page.waitForResponse((reply) => reply.url().endsWith('/policy') && reply.ok()),
    settled(page, () => pinned.getByRole('button', { name: /^Pin / }).click()),
  ]);
  const pair = () =>
    rows(page).filter({
      has: page.getByRole('button', { name: `Unpin ${participant} with ${mentor}` }),
    });
  await pair().locator('button.pair').click();
  const why = page.getByRole('complementary', { name: 'Why' });
  await why.getByPlaceholder('Write a comment').fill('They met in May');
  await why.getByLabel('Your name').fill('Ana');
  await why.getByRole('button', { name: 'Add comment' }).click();
  await why.getByRole('region', { name: 'Comments' }).getByText('They met in May').waitFor();
  const before = await newestCohort();

  await page.getByRole('link', { name: 'Applications', exact: true }).click();
  for (const side of ['participant', 'mentor'] as const) {
    await page.getByRole('button', { name: new RegExp(`^${side}s `, 'iu') }).click();
    await giveFile(page, side, fileOf(side));
    await finish().getByText('0 new, 0 updated').waitFor();
    const button = finish().getByRole('button', { name: 'Nothing to add' });
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true');
    await finish().getByRole('button', { name: 'Cancel' }).click();
  }
  expect(await newestCohort()).toEqual(before);

  await page.getByRole('link', { name: 'Bench', exact: true }).click();
  await pair().locator('button.pair').click();
  await why.getByText('They met in May').waitFor();
});
