import { MileError } from '#solver/contract/errors.ts';
import { IMPORT_ROW_LIMIT } from '#solver/contract/api/import.ts';
import type { ReadFile } from '#solver/contract/api/import.ts';
import { layOutTable } from './lay-out-table.ts';
import type { Grid } from './grid.ts';
import { checkGrid, refuseRows } from './grid.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { Sheet } from './read-xlsx.ts';

export const FILE_BYTE_LIMIT = 5 * 1024 * 1024;

export interface ReadOptions {
  /** Name of the sheet of a workbook; without it the first that holds anything. */
  sheet?: string;
  /** Row of the headers, counted from 1; without it the likeliest. */
  headerRow?: number;
}

type Source = Pick<ReadFile, 'format' | 'sheets' | 'sheet' | 'encoding' | 'delimiter'> & { grid: Grid };

/**
 * Reads a CSV or XLSX file (told by its content, whatever its name) as a table of text and interprets nothing in it. Text that is
 * called .xlsx is refused: what it was meant to be is not in it.
 * Errors: FILE_EMPTY, FILE_TOO_LARGE, FILE_TOO_MANY_ROWS, FILE_NOT_READ, FILE_NOT_A_TABLE.
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<ReadFile> {
  checkSize(bytes);
  const { grid, ...source } = isZip(bytes)
    ? await workbookSource(bytes, options.sheet)
    : csvSource(bytes, fileName);
  checkGrid(grid);
  const { headerRow, table, notes } = layOutTable(grid, options.headerRow);
  if (table.rows.length > IMPORT_ROW_LIMIT) refuseRows(table.rows.length);
  return { fileName: fileName.slice(0, 400), ...source, headerRow, table, notes };
}

function checkSize(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new MileError('FILE_EMPTY', 'The file is empty. Export it again.');
  if (bytes.length > FILE_BYTE_LIMIT) {
    throw new MileError(
      'FILE_TOO_LARGE',
      `The file has ${(bytes.length / 1024 / 1024).toFixed(1)} MiB; at most 5 MiB are read. Delete the sheets and pictures that are not needed.`,
      { bytes: bytes.length, limit: FILE_BYTE_LIMIT },
    );
  }
}

function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b]) && (bytes[2] ?? 255) < 9;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function csvSource(bytes: Uint8Array, fileName: string): Source {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new MileError(
      'FILE_NOT_READ',
      'The file is an old Excel file (.xls) or is protected by a password. Save it as .xlsx without a password, or as CSV.',
    );
  }
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) {
    throw new MileError(
      'FILE_NOT_A_TABLE',
      'The file is a PDF, whatever its name: not a table. Export the table as CSV or .xlsx.',
    );
  }
  if (/\.xlsx$/iu.test(fileName)) {
    throw new MileError(
      'FILE_NOT_A_TABLE',
      'The file is called .xlsx but is not an Excel workbook. Save the table as .xlsx in a spreadsheet program, or call the file .csv if it is comma-separated text.',
    );
  }
  const { grid, encoding, delimiter } = readCsv(bytes);
  return { format: 'csv', sheets: [], sheet: null, encoding, delimiter, grid };
}

async function workbookSource(bytes: Uint8Array, wanted: string | undefined): Promise<Source> {
  const sheets = await readXlsx(bytes);
  const { name, grid } = chooseSheet(sheets, wanted);
  const names = sheets.map((sheet) => sheet.name);
  return { format: 'xlsx', sheets: names, sheet: name, encoding: null, delimiter: null, grid };
}

function chooseSheet(sheets: readonly Sheet[], wanted: string | undefined): Sheet {
  const chosen =
    wanted === undefined
      ? (sheets.find((sheet) => sheet.grid.length > 0) ?? sheets[0])
      : sheets.find((sheet) => sheet.name === wanted);
  if (chosen) return chosen;
  const names = sheets.map((sheet) => `"${sheet.name}"`).join(', ');
  throw new MileError('FILE_NOT_READ', `The workbook has no sheet "${wanted ?? ''}". Its sheets: ${names}.`);
}
