import type { Answer } from '#solver/contract/cohort.ts';
import type { ImportProblem, Table } from '#solver/contract/api/import.ts';
import type { Form } from '#solver/contract/programme/programme.ts';
import type { FieldReader } from './recognise-values.ts';

/** One row of the file as answers. */
export interface ReadRow {
  /** Index into the table's rows. */
  index: number;
  /** Row number in the file. */
  number: number;
  answers: ReadonlyMap<string, Answer>;
}

export interface ReadRows {
  rows: ReadRow[];
  /** Row numbers that a person left out. */
  skipped: number[];
  problems: ImportProblem[];
}

export interface RowsToRead {
  table: Table;
  skippedRows: ReadonlySet<number>;
  /** Is told how many rows were read, now and then. */
  tell: (rows: number) => void;
}

/** Rows between two tellings. */
const TELLING = 500;

/** Reads every row that is not skipped. */
export function readRows(
  form: Form,
  readers: readonly FieldReader[],
  { table, skippedRows, tell }: RowsToRead,
): ReadRows {
  const read: ReadRows = { rows: [], skipped: [], problems: [] };
  for (const [index, cells] of table.rows.entries()) {
    if (index % TELLING === 0) tell(index);
    const number = table.rowNumbers[index] ?? index + 1;
    if (skippedRows.has(number)) {
      read.skipped.push(number);
      continue;
    }
    const answers = new Map<string, Answer>();
    for (const reader of readers) {
      const answer = reader.read(cells[reader.column] ?? '', number);
      if (answer !== undefined) answers.set(reader.field.id, answer);
    }
    read.rows.push({ index, number, answers });
    read.problems.push(...rowProblems(form, readers, table, { cells, number, answers }));
  }
  return read;
}

interface RowParts {
  cells: readonly string[];
  number: number;
  answers: ReadonlyMap<string, Answer>;
}

function rowProblems(
  form: Form,
  readers: readonly FieldReader[],
  table: Table,
  { cells, number, answers }: RowParts,
): ImportProblem[] {
  const problems: ImportProblem[] = [];
  if (cells.length !== table.headers.length) {
    const message = `Row ${number} has ${cells.length} cells, the headers ${table.headers.length}. See that its values stand under the right headers.`;
    problems.push({ ...NOWHERE, severity: 'note', code: 'RAGGED_ROW', row: number, message });
  }
  for (const { field, column } of readers) {
    const { id, label, required } = field;
    if (!required || answers.has(id) || (cells[column] ?? '').trim() !== '') continue;
    const identifies = id === form.keyField || id === form.nameFields[0];
    const remedy = identifies ? 'Fill it in or skip the row.' : 'It counts as not answered.';
    problems.push({
      severity: identifies ? 'error' : 'note',
      code: 'MISSING_REQUIRED',
      row: number,
      column,
      field: id,
      value: null,
      message: `Row ${number} has no "${label}". ${remedy}`,
    });
  }
  return problems;
}

const NOWHERE = { column: null, field: null, value: null } as const;
