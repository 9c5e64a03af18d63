import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import { contactsOf, matchTable, matchTables } from '../files/match-table.ts';
import type { Contact } from '../files/match-table.ts';
import { writeApplications } from '../files/write-applications.ts';
import { withByteOrderMark, writeCsvForPeople } from '../files/write-csv.ts';
import { writeXlsx } from '../files/write-xlsx.ts';
import type { TextTable } from '../files/text-table.ts';
import type { ApplicationsTask, WriteTask } from './file-tasks.ts';
import { fromStored } from './stored-person.ts';

/** A match as a file for people. */
export async function writeMatch(task: WriteTask): Promise<Uint8Array> {
  const view = {
    policy: JSON.parse(task.policy) as Policy,
    matching: JSON.parse(task.matching) as FoundMatching,
    contacts: contactsFor(task),
  };
  if (task.format === 'csv') return writeCsvForPeople(stamped(matchTable(view), task.stamp));
  const { pairs, unmatched } = matchTables(view);
  return writeXlsx([
    { name: 'Pairs', table: pairs },
    { name: 'Unmatched', table: unmatched },
    ...(task.stamp ? [{ name: 'Record', table: stamped({ headers: [], rows: [[]] }, task.stamp) }] : []),
  ]);
}

/** One side's applications as a file for people, which can be imported again. */
export async function writeApplicationsOf({
  programme,
  side,
  people,
}: ApplicationsTask): Promise<Uint8Array> {
  return withByteOrderMark(writeApplications(programme, side, people.map(fromStored)));
}

/** A table with two more columns: in every row, since a row is what survives sorting and cutting. */
function stamped({ headers, rows }: TextTable, stamp: WriteTask['stamp']): TextTable {
  if (!stamp) return { headers, rows };
  return {
    headers: [...headers, 'Hash of the set', 'Head of the record'],
    rows: rows.map((row) => [...row, stamp.set, stamp.head]),
  };
}

/** Everybody under the name that the match knows; address and employer where the application still is there. */
function contactsFor({ programme, people, names }: WriteTask): Map<string, Contact> {
  const known = new Map(
    (['participant', 'mentor'] as const).flatMap((side) => {
      const applications = people.filter((person) => person.side === side).map(fromStored);
      return [...contactsOf(formOf(programme, side), applications)];
    }),
  );
  return new Map(
    Object.entries(names).map(([person, name]) => [
      person,
      { email: '', employer: '', ...known.get(person), name },
    ]),
  );
}
