import Papa from 'papaparse';
import { MileError } from '#solver/contract/errors.ts';
import { IMPORT_ROW_LIMIT } from '#solver/contract/api/import.ts';
import { decodeText } from './decode-text.ts';
import { unguard } from './formula-guard.ts';
import { HEAD_ROWS, refuseRows } from './grid.ts';
import type { Grid } from './grid.ts';

const DELIMITERS = [',', ';', '\t'] as const;
type Delimiter = (typeof DELIMITERS)[number];
/** Rows that are looked at to tell the delimiter. */
const SAMPLE_ROWS = 100;

export interface CsvFile {
  grid: Grid;
  encoding: string;
  delimiter: string;
}

/** Reads comma, semicolon or tab separated text in any of the encodings of `decodeText`. */
export function readCsv(bytes: Uint8Array): CsvFile {
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0')) {
    throw new MileError(
      'FILE_NOT_READ',
      'The file is not text: it holds zero bytes. Save the table as CSV (UTF-8) or as an Excel workbook (.xlsx).',
    );
  }
  const delimiter = likeliestDelimiter(text);
  const rows = parse(text, delimiter, IMPORT_ROW_LIMIT + HEAD_ROWS + 1);
  if (rows.length > IMPORT_ROW_LIMIT + HEAD_ROWS) refuseRows(parse(text, delimiter, 0).length);
  return { grid: rows.map((row) => row.map(unguard)), encoding, delimiter };
}

function parse(text: string, delimiter: Delimiter, preview: number): string[][] {
  const { data } = Papa.parse<string[]>(text, { delimiter, preview, header: false, skipEmptyLines: false });
  return data;
}

/** What a delimiter does to the rows. */
interface Cut {
  delimiter: Delimiter;
  /** Cells of most of the rows that it cuts at all. */
  cells: number;
  /** How many rows have so many. */
  rows: number;
  /** The first of them: the header row, where the delimiter is the right one. */
  first: number;
}

/**
 * The delimiter that cuts many rows evenly from the earliest row on. A multiple choice joined by semicolons may cut every answer
 * into the same number of parts, but not the header above it.
 */
function likeliestDelimiter(text: string): Delimiter {
  const cuts = DELIMITERS.map((delimiter) => cutBy(delimiter, parse(text, delimiter, SAMPLE_ROWS)));
  const most = Math.max(...cuts.map((cut) => cut.rows));
  const [best] = cuts
    .filter((cut) => cut.rows > 0 && cut.rows * 2 >= most)
    .sort((a, b) => a.first - b.first || b.rows * b.cells - a.rows * a.cells);
  return best?.delimiter ?? ',';
}

function cutBy(delimiter: Delimiter, rows: readonly string[][]): Cut {
  const sizes = Map.groupBy(
    rows.filter((row) => row.length > 1),
    (row) => row.length,
  );
  const [cells, same] = [...sizes].reduce<[number, string[][]]>(
    (a, b) => (b[1].length * (b[0] - 1) > a[1].length * (a[0] - 1) ? b : a),
    [0, []],
  );
  return { delimiter, cells, rows: same.length, first: rows.findIndex((row) => row.length === cells) };
}
