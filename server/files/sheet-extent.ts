import { MileError } from '#solver/contract/errors.ts';
import { IMPORT_COLUMN_LIMIT, IMPORT_ROW_LIMIT } from '#solver/contract/api/import.ts';
import { HEAD_ROWS, refuseColumns, refuseRows } from './grid.ts';

/** Rows that any spreadsheet program can have. */
const SHEET_ROWS = 1_048_576;

/** Every row and cell tag, well-formed: its attributes, and whether it closes itself. */
const TAG = /<(?:[^\s<>/:="']+:)?(row|c)((?:\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/gu;
const TAG_START = /<(?:[^\s<>/:="']+:)?(?:row|c)(?=[\s/>])/gu;
const REFERENCE = /\sr\s*=\s*["']([^"']*)["']/u;
/** What follows a cell's tag when the cell holds no value. */
const NOTHING = /^\s*<\/(?:[^\s<>/:="']+:)?c\s*>/u;

/**
 * Refuses a sheet whose cells lie far apart. A file of one kilobyte may name the last cell of the sheet, and a parser that lays
 * the cells out as a grid would then need gigabytes. Cells without a value do not count: many files have formatted blank rows.
 */
export function checkExtent(part: Uint8Array): void {
  const xml = new TextDecoder().decode(part);
  let row = 0;
  let tags = 0;
  for (const tag of xml.matchAll(TAG)) {
    tags += 1;
    const [text, name, attributes = '', closed] = tag;
    const reference = REFERENCE.exec(attributes)?.[1];
    if (name === 'row') row = rowNumber(reference ?? String(row + 1));
    else if (closed === '' && !NOTHING.test(xml.slice(tag.index + text.length, tag.index + text.length + 20)))
      checkCell(reference, row);
  }
  if (tags !== (xml.match(TAG_START)?.length ?? 0)) refuseSheet();
}

function checkCell(reference: string | undefined, row: number): void {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/u.exec(reference ?? '') ?? [];
  if (letters === '') refuseSheet();
  const reach = Math.max(row, rowNumber(digits));
  if (reach > IMPORT_ROW_LIMIT + HEAD_ROWS) refuseRows(reach);
  const column = columnNumber(letters);
  if (column > IMPORT_COLUMN_LIMIT) refuseColumns(column, reach);
}

function rowNumber(digits: string): number {
  if (!/^\d{1,7}$/u.test(digits) || Number(digits) > SHEET_ROWS) refuseSheet();
  return Number(digits);
}

/** A is 1, Z is 26, AA is 27. */
function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function refuseSheet(): never {
  throw new MileError(
    'FILE_NOT_READ',
    'The workbook cannot be read: a sheet names cells that do not exist. Open it in a spreadsheet program and save it again.',
  );
}
