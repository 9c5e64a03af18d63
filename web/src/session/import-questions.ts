import type {
  ColumnMapping,
  ImportPreview,
  ImportProblem,
  ValueMapping,
} from '#solver/contract/api/import.ts';

type Code = ImportProblem['code'];

const ABOUT_COLUMNS: ReadonlySet<Code> = new Set([
  'UNSURE_COLUMN',
  'COLUMN_TWICE',
  'KEY_FIELD_NOT_MAPPED',
  'FIELD_WITHOUT_COLUMN',
  'UNIT_CONVERTED',
]);
const ABOUT_VALUES: ReadonlySet<Code> = new Set([
  'UNKNOWN_VALUE',
  'UNSURE_VALUE',
  'NOT_A_NUMBER',
  'OUT_OF_RANGE',
  'NOT_YES_OR_NO',
]);

/** Where a problem is mended: at the columns, at the values, or row by row. */
export function placeOf(problem: ImportProblem): 'columns' | 'values' | 'rows' {
  if (ABOUT_COLUMNS.has(problem.code)) return 'columns';
  return ABOUT_VALUES.has(problem.code) && problem.field !== null && problem.value !== null
    ? 'values'
    : 'rows';
}

/** Name of a column in a list of questions. */
export function columnKey({ column }: Pick<ColumnMapping, 'column'>): string {
  return `column ${column}`;
}

/** Name of a value in a list of questions. */
export function valueKey({ field, from }: Pick<ValueMapping, 'field' | 'from'>): string {
  return `value ${JSON.stringify([field, from])}`;
}

/** Names of the columns and values that a preview asks about. */
export function questionsOf(preview: ImportPreview): string[] {
  const columns = preview.columns.filter((column) => column.confidence === 'guess').map(columnKey);
  const values = preview.values.filter((value) => value.confidence === 'guess').map(valueKey);
  const named = preview.problems.flatMap((problem) => {
    const { column, field, value } = problem;
    if (placeOf(problem) === 'columns') return column === null ? [] : [columnKey({ column })];
    if (placeOf(problem) === 'rows' || field === null || value === null) return [];
    return [valueKey({ field, from: value })];
  });
  return [...new Set([...columns, ...values, ...named])];
}
