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

/** Name of the problems that one repair row by row can mend: the same trouble with the same field. */
export function groupKey({ severity, code, field }: ImportProblem): string {
  return JSON.stringify([severity, code, field]);
}

/** Names of the columns, values and groups of rows that a preview asks about; of the groups the most frequent comes first. */
export function questionsOf(preview: Pick<ImportPreview, 'columns' | 'values' | 'problems'>): string[] {
  const columns = preview.columns.filter((column) => column.confidence === 'guess').map(columnKey);
  const values = preview.values.filter((value) => value.confidence === 'guess').map(valueKey);
  const named = preview.problems.flatMap((problem) => {
    const { column, field, value } = problem;
    if (placeOf(problem) === 'columns') return column === null ? [] : [columnKey({ column })];
    if (placeOf(problem) === 'rows' || field === null || value === null) return [];
    return [valueKey({ field, from: value })];
  });
  return [...new Set([...columns, ...values, ...named, ...groupsOf(preview.problems)])];
}

function groupsOf(problems: readonly ImportProblem[]): string[] {
  const rows = problems.filter((problem) => placeOf(problem) === 'rows');
  const groups = Object.entries(Object.groupBy(rows, groupKey));
  return groups.sort(([, a], [, b]) => (b?.length ?? 0) - (a?.length ?? 0)).map(([key]) => key);
}
