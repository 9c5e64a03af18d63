import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { formOf } from '#solver/contract/programme/programme.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { writeApplications } from '#server/files/write-applications.ts';

type Side = 'participant' | 'mentor';

interface FileOptions {
  /** Takes the place of the first person's name. */
  firstName?: string;
}

/** A clean CSV file of 20 participants or 24 mentors. */
export function fileOf(side: Side, { firstName }: FileOptions = {}) {
  const programme = shippedProgramme('minnesota');
  if (!programme) throw new Error('the programme "minnesota" is not shipped');
  const cohort = simulateCohort({ programme, participants: 20, mentors: 24, seed: 3 });
  const [first, ...others] = side === 'participant' ? cohort.participants : cohort.mentors;
  const [nameField] = formOf(programme, side).nameFields;
  if (!first || nameField === undefined) throw new Error(`nobody is a ${side}`);
  const renamed =
    firstName === undefined ? first : { ...first, values: { ...first.values, [nameField]: firstName } };
  const buffer = Buffer.from(writeApplications(programme, side, [renamed, ...others]));
  return { name: `${side}s.csv`, mimeType: 'text/csv', buffer };
}

/** The clean file as rows of cells, its headers first, for a test that spoils some of them. */
export function rowsOf(side: Side): string[][] {
  const text = fileOf(side)
    .buffer.toString('utf8')
    .replace(/^\uFEFF/, '');
  return Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
}

/** The place of a field's column in the clean file. */
export function columnOf(side: Side, field: string): number {
  const label = shippedProgramme('minnesota')?.[side].fields.find(({ id }) => id === field)?.label;
  const at = rowsOf(side)[0]?.indexOf(label ?? '') ?? -1;
  if (at < 0) throw new Error(`the file of the ${side}s has no column for "${field}"`);
  return at;
}

/** Rows of cells as a CSV file. */
export function csvOf(rows: readonly (readonly string[])[]) {
  return {
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(Papa.unparse(rows as string[][])),
  };
}

/** From the home to the place where files of a new cohort are taken. */
export async function beginImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Import applications|New cohort)/ }).click();
  await page.getByRole('button', { name: 'Continue to the files' }).click();
  await page.locator('input[type="file"]').first().waitFor({ state: 'attached' });
}

/** Does something to an import and waits until what adding would do after it is on screen. */
export async function checked(page: Page, act: () => Promise<unknown>): Promise<void> {
  await act();
  // The page is busy from the deed itself until it has drawn the last answer.
  await page
    .getByRole('region', { name: 'How the file is understood' })
    .and(page.locator('[aria-busy="false"]'))
    .waitFor();
}

/** Gives a file to one side and waits for what the import would do. */
export async function giveFile(
  page: Page,
  side: Side,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const input = page.getByLabel(new RegExp(`${side}s`, 'i')).and(page.locator('input[type="file"]'));
  await checked(page, () => input.first().setInputFiles(file));
}

/** Gives the clean file of one side. */
export async function choose(page: Page, side: Side, options: FileOptions = {}): Promise<void> {
  await giveFile(page, side, fileOf(side, options));
}

/** Drops the clean file of one side on its place and waits for what the import would do. */
export async function drop(page: Page, side: Side): Promise<void> {
  const { name, mimeType, buffer } = fileOf(side);
  const dataTransfer = await page.evaluateHandle(
    ({ text, fileName, type }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], fileName, { type }));
      return transfer;
    },
    { text: buffer.toString('utf8'), fileName: name, type: mimeType },
  );
  const place = page
    .locator('label:has(input[type="file"])')
    .filter({ hasText: new RegExp(`Import ${side}s`, 'i') })
    .first();
  await checked(page, () => place.dispatchEvent('drop', { dataTransfer }));
}

export async function add(page: Page): Promise<void> {
  const foot = page.getByRole('region', { name: 'Finish the import' });
  await foot.getByRole('button', { name: /^Add/ }).click();
  // It goes once all is stored.
  await foot.waitFor({ state: 'hidden' });
}
