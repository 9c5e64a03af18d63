import type { ImportChoices, Table } from '#solver/contract/api/import.ts';

/** What a person has changed about a file: some of its cells, and how it is understood. Kept whole, so that it can be undone. */
export interface Repair {
  table: Table;
  choices: ImportChoices;
}

/** One change that can be undone. */
export type Step = (before: Repair) => Repair;

type ColumnChoice = ImportChoices['columns'][number];
type ValueChoice = ImportChoices['values'][number];

/** Says which field a column carries; null leaves the column out. */
export function chooseField(column: number, field: string | null): Step {
  return withChoices((choices) => ({
    ...choices,
    columns: upsertColumn(choices.columns, { column, field }),
  }));
}

/** Says what a value of a field means in every row; null leaves it out. */
export function chooseValue(field: string, from: string, to: string | null): Step {
  return chooseValues([{ field, from, to }]);
}

/** Several values at once: one step to undo. */
export function chooseValues(chosen: readonly ValueChoice[]): Step {
  return withChoices((choices) => {
    const named = new Set(chosen.map(nameOf));
    return { ...choices, values: [...choices.values.filter((one) => !named.has(nameOf(one))), ...chosen] };
  });
}

/** Says by which field people are recognised; undefined is the form's own. */
export function recogniseBy(keyField: string | undefined): Step {
  return withChoices(({ columns, values, skippedRows }) => ({
    ...{ columns, values, skippedRows },
    ...(keyField !== undefined && { keyField }),
  }));
}

/** Leaves rows of the file out. */
export function skipRows(rows: readonly number[]): Step {
  return withChoices((choices) => ({
    ...choices,
    skippedRows: [...new Set([...choices.skippedRows, ...rows])].sort((a, b) => a - b),
  }));
}

/** Takes a row that was left out in again. */
export function takeRow(row: number): Step {
  return withChoices((choices) => ({
    ...choices,
    skippedRows: choices.skippedRows.filter((one) => one !== row),
  }));
}

/**
 * Writes one text as the answer to a field in each of these rows (numbers of the file). Without a column that carries the
 * field, one is added and named after it.
 */
export function writeAnswer(
  rows: readonly number[],
  field: { id: string; label: string },
  column: number | undefined,
  text: string,
): Step {
  return (before) => {
    const target = column ?? before.choices.columns.find((one) => one.field === field.id)?.column;
    if (target !== undefined)
      return { ...before, table: withCells(before.table, new Set(rows), target, text) };
    const added = before.table.headers.length;
    const headers = [...before.table.headers, field.label];
    const table = withCells({ ...before.table, headers }, new Set(rows), added, text);
    return chooseField(added, field.id)({ ...before, table });
  };
}

function withChoices(change: (choices: ImportChoices) => ImportChoices): Step {
  return (before) => ({ ...before, choices: change(before.choices) });
}

function upsertColumn(columns: readonly ColumnChoice[], chosen: ColumnChoice): ColumnChoice[] {
  // A field comes from one column: choosing it here takes it from where it was chosen before.
  const others = columns
    .filter((one) => one.column !== chosen.column)
    .map((one) => (chosen.field !== null && one.field === chosen.field ? { ...one, field: null } : one));
  return [...others, chosen];
}

function nameOf({ field, from }: ValueChoice): string {
  return JSON.stringify([field, from]);
}

function withCells(table: Table, rows: ReadonlySet<number>, column: number, text: string): Table {
  return {
    ...table,
    rows: table.rows.map((cells, place) => {
      if (!rows.has(table.rowNumbers[place] ?? 0)) return cells;
      // A short row is filled up to the cell.
      return Array.from({ length: Math.max(cells.length, column + 1) }, (_, at) =>
        at === column ? text : (cells[at] ?? ''),
      );
    }),
  };
}
