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

/** Gives a file to one side and waits for what the import would do. */
export async function giveFile(
  page: Page,
  side: Side,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const checked = page.waitForResponse((reply) => reply.url().endsWith('/imports/check') && reply.ok());
  await page
    .getByLabel(new RegExp(`${side}s`, 'i'))
    .and(page.locator('input[type="file"]'))
    .first()
    .setInputFiles(file);
  await checked;
}

/** Gives the clean file of one side. */
export async function choose(page: Page, side: Side, options: FileOptions = {}): Promise<void> {
  await giveFile(page, side, fileOf(side, options));
}

/** Drops the clean file of one side on its place and waits for what the import would do. */
export async function drop(page: Page, side: Side): Promise<void> {
  const { name, mimeType, buffer } = fileOf(side);
  const checked = page.waitForResponse((reply) => reply.url().endsWith('/imports/check') && reply.ok());
  const dataTransfer = await page.evaluateHandle(
    ({ text, fileName, type }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], fileName, { type }));
      return transfer;
    },
    { text: buffer.toString('utf8'), fileName: name, type: mimeType },
  );
  await page
    .locator('label:has(input[type="file"])')
    .filter({ hasText: new RegExp(`Import ${side}s`, 'i') })
    .first()
    .dispatchEvent('drop', { dataTransfer });
  await checked;
}

export async function add(page: Page): Promise<void> {
  const written = page.waitForResponse((reply) => reply.url().endsWith('/imports') && reply.ok());
  await page.getByRole('button', { name: /^Add/ }).click();
  await written;
  // The answer begins with how far the import is; all is stored once the import is closed.
  await page.getByRole('region', { name: 'Finish the import' }).waitFor({ state: 'hidden' });
}
