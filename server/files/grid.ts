import { MileError } from '#solver/contract/errors.ts';
import { CELL_LENGTH, IMPORT_COLUMN_LIMIT, IMPORT_ROW_LIMIT } from '#solver/contract/api/import.ts';

/** One sheet as it stands in the file: rows of text of any length, row 1 first. */
export type Grid = readonly (readonly string[])[];

/** Rows above the people: titles, headers, blank lines. */
export const HEAD_ROWS = 50;

/** Refuses a grid that exceeds a limit, with the place and what to do. */
export function checkGrid(grid: Grid): void {
  if (grid.length > IMPORT_ROW_LIMIT + HEAD_ROWS) refuseRows(grid.length);
  for (const [index, row] of grid.entries()) {
    if (row.length > IMPORT_COLUMN_LIMIT) refuseColumns(row.length, index + 1);
    const long = row.findIndex((cell) => cell.length > CELL_LENGTH);
    if (long >= 0) refuseCell(row[long] ?? '', index + 1, long + 1);
  }
}

export function refuseRows(rows: number): never {
  throw new MileError(
    'FILE_TOO_MANY_ROWS',
    `The file has ${rows} rows; at most ${IMPORT_ROW_LIMIT} people can be read at once. Split it into several files.`,
    { rows, limit: IMPORT_ROW_LIMIT },
  );
}

export function refuseColumns(columns: number, row: number): never {
  throw new MileError(
    'FILE_TOO_LARGE',
    `Row ${row} has ${columns} columns; at most ${IMPORT_COLUMN_LIMIT} can be read. Delete the columns that are not needed.`,
    { row, columns, limit: IMPORT_COLUMN_LIMIT },
  );
}

function refuseCell(cell: string, row: number, column: number): never {
  throw new MileError(
    'FILE_TOO_LARGE',
    `Row ${row}, column ${column} holds ${cell.length} characters; at most ${CELL_LENGTH} fit in one answer. Shorten it.`,
    { row, column, length: cell.length, limit: CELL_LENGTH },
  );
}
