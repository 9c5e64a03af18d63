import { readFileSync } from 'node:fs';
import type { ImportChoices, ImportProblem, Table } from '#solver/contract/api/import.ts';
import type { Application } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { checkImport } from '#server/files/check-import.ts';
import { readTable } from '#server/files/read-table.ts';

/** A programme that ships, by id. */
export function shipped(id: string): Programme {
  const programme = shippedProgramme(id);
  if (!programme) throw new Error(`no programme ${id}`);
  return programme;
}

/** Bytes of a file in test/instances. */
export function instance(name: string): Uint8Array {
  return readFileSync(new URL(`../instances/${name}`, import.meta.url));
}

/** A table as a client sends it: the first row of the file holds the headers. */
export function tableOf(headers: string[], ...rows: string[][]): Table {
  return { headers, rows, rowNumbers: rows.map((_, index) => index + 2) };
}

/** Choices of a person; what is not named is left to be recognised. */
export function choose(choices: Partial<ImportChoices> = {}): ImportChoices {
  return { columns: [], values: [], skippedRows: [], ...choices };
}

/** All problems but those of fields that no column holds: small tables lack most columns. */
export function aboutColumnsThere(problems: readonly ImportProblem[]): ImportProblem[] {
  return problems.filter(({ code }) => code !== 'FIELD_WITHOUT_COLUMN');
}

interface Check {
  programme?: Programme;
  side?: Side;
  existing?: readonly Application[];
  choices?: Partial<ImportChoices>;
}

/** What an import of a table would do. */
export function check(
  table: Table,
  { programme = shipped('minnesota'), side = 'participant', existing = [], choices }: Check = {},
) {
  return checkImport(programme, existing, { side, table, choices: choose(choices) });
}

/** What an import of one of the exports in test/instances/exports would do. */
export async function checkExport(name: string, options: Check = {}) {
  const read = await readTable(instance(`exports/${name}`), name);
  return {
    read,
    ...check(read.table, { side: name.includes('mentors') ? 'mentor' : 'participant', ...options }),
  };
}
