import type { AnnounceFile, Letter, Schedule } from '#solver/contract/api/announcement.ts';
import { MileError } from '#solver/contract/errors.ts';
import { writeCsvForPeople } from '../write-csv.ts';
import { writeXlsx } from '../write-xlsx.ts';
import type { PublishedMatch } from './letters-of.ts';
import { mailMergeTable, rosterTable } from './tables.ts';
import { writeCalendars } from './write-calendars.ts';
import { writeLetters } from './write-letters.ts';

const WRITERS: Readonly<
  Record<
    AnnounceFile,
    (match: PublishedMatch, letters: readonly Letter[]) => Uint8Array | Promise<Uint8Array>
  >
> = {
  'participant-letters.docx': (_, letters) =>
    writeLetters(letters.filter(({ side }) => side === 'participant')),
  'mentor-letters.docx': (_, letters) => writeLetters(letters.filter(({ side }) => side === 'mentor')),
  'mail-merge.csv': (_, letters) => writeCsvForPeople(mailMergeTable(letters)),
  'roster.xlsx': (match) => writeXlsx([{ name: 'Roster', table: rosterTable(match) }]),
  'calendars.zip': (match) => writeCalendars(match, scheduleOf(match)),
};

/** The bytes of one file. Throws NO_SCHEDULE for calendars without dates. */
export async function writeAnnounceFile(
  file: AnnounceFile,
  match: PublishedMatch,
  letters: readonly Letter[],
): Promise<Uint8Array> {
  return WRITERS[file](match, letters);
}

function scheduleOf({ schedule }: PublishedMatch): Schedule {
  if (schedule) return schedule;
  throw new MileError(
    'NO_SCHEDULE',
    'There is no kick-off to put into calendars yet. Set its date and save.',
  );
}
