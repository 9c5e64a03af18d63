import writeWorkbook from 'write-excel-file/node';
import type { Row } from 'write-excel-file/node';
import type { TextTable } from './text-table.ts';

export interface NamedTable {
  /** Name of the sheet: at most 31 characters, none of \ / ? * : [ ]. */
  name: string;
  table: TextTable;
}

/** Characters that XML, and so a workbook, cannot hold. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** An Excel workbook, one sheet a table, the headers bold and always in sight. Texts are texts: none runs as a formula. */
export async function writeXlsx(tables: readonly NamedTable[]): Promise<Uint8Array> {
  const sheets = tables.map(({ name, table }) => ({
    sheet: name,
    stickyRowsCount: 1,
    data: [
      table.headers.map((header) => ({ ...textCell(header), fontWeight: 'bold' as const })),
      ...table.rows.map((row): Row => row.map(cellOf)),
    ],
  }));
  return writeWorkbook(sheets).toBuffer();
}

function cellOf(value: string | number) {
  if (value === '') return null;
  return typeof value === 'number' ? { value, type: Number } : textCell(value);
}

function textCell(text: string) {
  return { value: text.replace(UNWRITABLE, ''), type: String };
}
