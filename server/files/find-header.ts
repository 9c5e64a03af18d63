import type { Grid } from './grid.ts';

/** Rows among which the headers are looked for. */
const SEARCHED = 25;
/** Part of the columns that a row must name to be the header row. */
const COVER = 0.6;
/** What SurveyMonkey writes under a question that has one column. */
export const SINGLE_ANSWER = /^(?:open-ended )?response$/iu;

export interface HeaderPlace {
  /** Index of the header row. */
  row: number;
  /** The row below holds the options of questions that spread over several columns. */
  hasSubheader: boolean;
}

/** Finds the header row: the first that names most of the columns that hold anything below it. Title rows name one or two. */
export function findHeader(grid: Grid): HeaderPlace {
  const width = usedColumns(grid);
  const last = Math.min(grid.length, SEARCHED);
  for (let row = 0; row < last; row += 1) {
    const named = filled(grid[row]);
    if (named === 0) continue;
    if (hasSubheader(grid, row) || named >= Math.max(1, COVER * width)) return headerAt(grid, row);
  }
  return headerAt(
    grid,
    Math.max(
      0,
      grid.findIndex((row) => filled(row) > 0),
    ),
  );
}

/** The header row that a person named, with its second row where it has one. */
export function headerAt(grid: Grid, row: number): HeaderPlace {
  return { row, hasSubheader: hasSubheader(grid, row) };
}

/**
 * True where the next row fills exactly the gaps of this one: SurveyMonkey leaves the question blank over its further columns, and
 * the second row blank under columns that are no question.
 */
function hasSubheader(grid: Grid, row: number): boolean {
  const upper = grid[row] ?? [];
  const lower = grid[row + 1] ?? [];
  const width = Math.max(upper.length, lower.length);
  let onlyUpper = 0;
  let onlyLower = 0;
  for (let column = 0; column < width; column += 1) {
    const above = (upper[column] ?? '').trim() !== '';
    const below = (lower[column] ?? '').trim() !== '';
    if (!above && !below) return false;
    if (above && !below) onlyUpper += 1;
    if (below && (!above || SINGLE_ANSWER.test((lower[column] ?? '').trim()))) onlyLower += 1;
  }
  return onlyUpper > 0 && onlyLower > 0;
}

function filled(row: readonly string[] = []): number {
  return row.filter((cell) => cell.trim() !== '').length;
}

/** Columns that hold something in at least two rows: a title and a stray note do not make a column. */
function usedColumns(grid: Grid): number {
  const counts: number[] = [];
  for (const row of grid) {
    for (const [column, cell] of row.entries()) {
      if (cell.trim() !== '') counts[column] = (counts[column] ?? 0) + 1;
    }
  }
  const used = counts.filter((count) => count >= 2).length;
  return used || counts.filter((count) => count >= 1).length;
}
