import type { ImportProblem, Table } from '#solver/contract/api/import.ts';
import { submittedColumn } from './internal-columns.ts';
import { submissionTime } from './submission-time.ts';

/** A row of the file that is somebody's application. */
export interface Row {
  id: string;
  /** Index into the table's rows. */
  index: number;
  /** Row number in the file. */
  number: number;
  name: string;
}

export interface Applied {
  /** The one row of each person that counts, in the order of the file. */
  latest: Row[];
  /** Earlier rows of people who applied again. */
  earlier: Row[];
  problems: ImportProblem[];
}

/** A row that is not the last of its person. */
interface EarlierRow {
  row: Row;
  last: Row;
  /** All rows of the person. */
  same: readonly Row[];
  /** Its date says that it is older; else only its place above the last. */
  isDated: boolean;
}

/**
 * Finds people who applied more than once. The last application is suggested: by date where every row of the person has one that
 * can be read in one way only, else by the order of the file. A person decides by skipping rows.
 */
export function onePerPerson(rows: readonly Row[], table: Table): Applied {
  const submitted = submittedColumn(table.headers);
  const time = (row: Row) => submissionTime(table.rows[row.index]?.[submitted] ?? '');
  const latest: Row[] = [];
  const earlier: EarlierRow[] = [];
  for (const same of Map.groupBy(rows, (row) => row.id).values()) {
    const isDated = !same.some((row) => Number.isNaN(time(row)));
    const last = same.reduce((a, b) => (isDated && time(a) > time(b) ? a : b));
    latest.push(last);
    for (const row of same)
      if (row !== last) earlier.push({ row, last, same, isDated: isDated && time(row) < time(last) });
  }
  earlier.sort((a, b) => a.row.index - b.row.index);
  return {
    latest: latest.sort((a, b) => a.index - b.index),
    earlier: earlier.map(({ row }) => row),
    problems: earlier.map(twice),
  };
}

function twice({ row, last, same, isDated }: EarlierRow): ImportProblem {
  const numbers = same.map((other) => other.number).join(' and ');
  const advice = isDated
    ? `Skip row ${row.number}, which is the earlier by its date, or skip the later.`
    : `No date says for sure which was sent last. Skip row ${row.number}, which stands above row ${last.number}, or skip row ${last.number}.`;
  return {
    severity: 'question',
    code: 'SAME_PERSON_TWICE',
    row: row.number,
    column: null,
    field: null,
    value: row.name,
    message: `Rows ${numbers} are the same person, ${row.name}. ${advice}`,
  };
}
