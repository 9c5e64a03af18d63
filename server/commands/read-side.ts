import { z } from 'zod';
import { importChoicesSchema } from '#solver/contract/api/import.ts';
import type { ImportChoices, ImportPreview, ImportProblem, ReadFile } from '#solver/contract/api/import.ts';
import type { Application } from '#solver/contract/cohort.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { checkImport } from '../files/check-import.ts';
import { readTable } from '../files/read-table.ts';
import { readBytes } from './input.ts';

const NO_CHOICES: ImportChoices = { columns: [], values: [], skippedRows: [] };

/** The file of `--choices`: what a person decided about the columns, values and rows of either file. */
export const choicesFileSchema = z.strictObject({
  participant: importChoicesSchema.default(NO_CHOICES),
  mentor: importChoicesSchema.default(NO_CHOICES),
});

export interface ReadSide {
  path: string;
  applications: Application[];
  /** Errors and open questions. */
  open: ImportProblem[];
  /** What was left out or is worth a look, in sentences. */
  notes: string[];
}

/** Reads one file of applications and says what was left out of it. */
export async function readSide(
  programme: Programme,
  side: Side,
  path: string,
  choices: ImportChoices,
): Promise<ReadSide> {
  const { table, notes } = await readNamed(path);
  const { preview, applications } = checkImport(programme, [], { side, table, choices });
  const remarks = preview.problems
    .filter((problem) => problem.severity === 'note')
    .map(({ message }) => message);
  return {
    path,
    applications,
    open: preview.problems.filter((problem) => problem.severity !== 'note'),
    notes: [...notes, ...remarks, ...skippedNotes(preview)].map((note) => `${path}: ${note}`),
  };
}

/** Two files are read, so an error says which of them it is about. */
async function readNamed(path: string): Promise<ReadFile> {
  const bytes = await readBytes(path);
  try {
    return await readTable(bytes, path);
  } catch (error) {
    if (!(error instanceof MileError) || error.message.includes(path)) throw error;
    throw new MileError(error.code, `"${path}": ${error.message}`, error.details);
  }
}

function skippedNotes({ people, counts }: ImportPreview): string[] {
  const rows = people.filter((person) => person.kind === 'skipped').map((person) => person.row);
  return rows.length > 0 ? [`${counts.skipped} rows skipped: ${rows.join(', ')}.`] : [];
}
