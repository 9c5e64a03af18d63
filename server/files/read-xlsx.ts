import readWorkbook from 'read-excel-file/node';
import { MileError } from '#solver/contract/errors.ts';
import { openWorkbook } from './open-workbook.ts';
import type { Grid } from './grid.ts';

export interface Sheet {
  name: string;
  grid: Grid;
}

/** Reads every sheet of an Excel workbook as text: dates as ISO, numbers as they are written, TRUE and FALSE as such. */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet[]> {
  const archive = await openWorkbook(bytes);
  const sheets = await parseWorkbook(archive);
  return sheets.map(({ sheet, data }) => ({ name: sheet, grid: data.map((row) => row.map(cellText)) }));
}

async function parseWorkbook(archive: Uint8Array) {
  try {
    // The parser takes nothing but a Buffer that stands alone.
    return await readWorkbook(Buffer.from(archive), { parseNumber: numberText, trim: false });
  } catch {
    throw new MileError(
      'FILE_NOT_READ',
      'The workbook cannot be read: a sheet is damaged. Open it in a spreadsheet program and save it again as .xlsx or CSV.',
    );
  }
}

/** Whole numbers digit by digit (identifiers outgrow 2^53); others without the noise of their binary form. */
function numberText(text: string): string {
  return /^-?\d+$/u.test(text) ? text : String(Number(text));
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return String(cell);
}

/** The day alone where the time is midnight; spreadsheets know no time zone, so none is shown. */
function dateText(date: Date): string {
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}
