import { MileError } from '#solver/contract/errors.ts';
import type { Table } from '#solver/contract/api/import.ts';
import { SINGLE_ANSWER, findHeader, headerAt } from './find-header.ts';
import type { HeaderPlace } from './find-header.ts';
import type { Grid } from './grid.ts';
import { madeUpHeader } from './made-up-header.ts';
import { joinOptionColumns } from './option-columns.ts';

interface LaidOut {
  /** Counted from 1. */
  headerRow: number;
  table: Table;
  notes: string[];
}

/** Makes a grid a table: one row of distinct headers, one row a person, equal widths; says what was left out. */
export function layOutTable(grid: Grid, headerRow?: number): LaidOut {
  const place = headerRow === undefined ? findHeader(grid) : headerAt(grid, headerRow - 1);
  const head = grid[place.row] ?? [];
  const first = place.row + (place.hasSubheader ? 2 : 1);
  const body = bodyRows(grid, first);
  if (head.every(isBlank) || body.rows.length === 0) refuseEmpty(headerRow);

  const named = place.hasSubheader ? bothHeaders(head, grid[place.row + 1] ?? []) : head.map(tidy);
  const notes = [...titleNotes(grid, place), ...raggedNotes(named, body), ...body.notes];
  const dense = dropPhantomColumns(named, body.rows);
  const joined = joinOptionColumns(dense);
  return {
    headerRow: place.row + 1,
    table: { headers: distinctHeaders(joined.headers), rows: joined.rows, rowNumbers: body.numbers },
    notes: [...notes, ...dense.notes, ...joined.notes],
  };
}

interface Body {
  rows: (readonly string[])[];
  /** Counted from 1. */
  numbers: number[];
  notes: string[];
}

function bodyRows(grid: Grid, first: number): Body {
  const body: Body = { rows: [], numbers: [], notes: [] };
  let blank = 0;
  let trailing = 0;
  for (const [offset, row] of grid.slice(first).entries()) {
    if (row.every(isBlank)) {
      trailing += 1;
      continue;
    }
    blank += trailing;
    trailing = 0;
    body.rows.push(row);
    body.numbers.push(first + offset + 1);
  }
  // A file's last line break makes one blank row that nobody sees.
  if (trailing > 1) blank += trailing;
  if (blank > 0) body.notes.push(`${counted(blank, 'blank row')} left out.`);
  return body;
}

/** Question and option in one header: "Topics [Leadership]"; a blank question goes on from the left. */
function bothHeaders(questions: readonly string[], options: readonly string[]): string[] {
  let question = '';
  return Array.from({ length: Math.max(questions.length, options.length) }, (_, column) => {
    question = tidy(questions[column] ?? '') || question;
    const option = tidy(options[column] ?? '');
    return option === '' || SINGLE_ANSWER.test(option) ? question : `${question} [${option}]`;
  });
}

function titleNotes(grid: Grid, place: HeaderPlace): string[] {
  const titles = grid.slice(0, place.row).filter((row) => !row.every(isBlank)).length;
  const notes = titles > 0 ? [`${counted(titles, 'row')} above the headers left out.`] : [];
  if (place.hasSubheader) notes.push('The headers stand in two rows: questions, and their options below.');
  return notes;
}

function raggedNotes(headers: readonly string[], body: Body): string[] {
  const width = lastFilled(headers) + 1;
  const ragged = body.numbers.filter((_, index) => {
    const row = body.rows[index] ?? [];
    return row.length < width || lastFilled(row) >= width;
  });
  if (ragged.length === 0) return [];
  const shown = ragged.slice(0, 10).join(', ') + (ragged.length > 10 ? ', ...' : '');
  return [
    `${counted(ragged.length, 'row')} with more or fewer cells than the ${width} headers, kept and padded: row ${shown}.`,
  ];
}

/** Drops columns that have neither a header nor a value, and gives every row the width of the headers that remain. */
function dropPhantomColumns(headers: readonly string[], rows: readonly (readonly string[])[]) {
  const width = rows.reduce((most, row) => Math.max(most, row.length), headers.length);
  const columns = Array.from({ length: width }, (_, column) => column);
  const used = columns.filter(
    (column) => !isBlank(headers[column] ?? '') || rows.some((row) => !isBlank(row[column] ?? '')),
  );
  const phantoms = width - used.length;
  return {
    headers: used.map((column) => headers[column] || madeUpHeader(column + 1)),
    rows: rows.map((row) => used.map((column) => row[column] ?? '')),
    notes: phantoms > 0 ? [`${counted(phantoms, 'empty column')} left out.`] : [],
  };
}

function distinctHeaders(headers: readonly string[]): string[] {
  const seen = new Set<string>();
  return headers.map((header) => {
    let name = header;
    for (let copy = 2; seen.has(name); copy += 1) name = `${header} (${copy})`;
    seen.add(name);
    return name;
  });
}

function refuseEmpty(headerRow: number | undefined): never {
  if (headerRow !== undefined) {
    throw new MileError(
      'FILE_NOT_A_TABLE',
      `Row ${headerRow} is not a row of headers with people below it. Name another header row.`,
      { headerRow },
    );
  }
  throw new MileError(
    'FILE_EMPTY',
    'The file holds no people: below its headers every row is blank. Export it again.',
  );
}

function isBlank(cell: string): boolean {
  return cell.trim() === '';
}

function tidy(header: string): string {
  return header.replace(/\s+/gu, ' ').trim();
}

function lastFilled(row: readonly string[]): number {
  return row.findLastIndex((cell) => !isBlank(cell));
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
