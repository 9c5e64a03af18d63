import type { AnnounceFile, Letter, Schedule } from '#solver/contract/api/announcement.ts';
import type { ImportPreview } from '#solver/contract/api/import.ts';
import type { ImportMapping } from '#solver/contract/api/people.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { WantedPassword } from '../auth/password-strength.ts';
import type { PublishedMatch } from '../files/announce/letters-of.ts';
import type { CalendarFile } from '../files/announce/write-calendars.ts';
import type { StoredChange } from '../store/person-changes.ts';
import type { KnownPerson, StoredPerson } from '../store/people.ts';

export interface ImportTask {
  programme: Programme;
  /** Everybody of the cohort. */
  people: readonly KnownPerson[];
  /** JSON of an ImportRequest. */
  body: Uint8Array;
  /** How files of each form were understood before. */
  remembered: Readonly<Record<Side, ImportMapping | undefined>>;
}

/** What an import changes, ready for the store. */
export interface ImportResult {
  ready: boolean;
  counts: ImportPreview['counts'];
  side: Side;
  /** How files of this form are understood from now on. */
  mapping: ImportMapping;
  /** Errors and open questions, for the person who pressed the button too early. */
  problems: number;
  /** Only those whose answers are new or differ. */
  changed: StoredPerson[];
  /** What becomes of them: the same people in the same order. */
  history: Pick<StoredChange, 'side' | 'person' | 'revision' | 'state' | 'changes'>[];
}

export type TableFormat = 'csv' | 'xlsx';

export interface WriteTask {
  programme: Programme;
  /** JSON of the policy and of the matching it gave. */
  policy: string;
  matching: string;
  /** Everybody whose application is known, for e-mail addresses and employers. */
  people: readonly StoredPerson[];
  /** Names by application id; these are written. */
  names: Readonly<Record<string, string>>;
  format: TableFormat;
  /** Of a saved set: its own hash, and the head of the record as number:hash. */
  stamp?: { set: string; head: string };
}

/** One side of a cohort. */
export interface ApplicationsTask {
  programme: Programme;
  side: Side;
  people: readonly StoredPerson[];
}

export interface AnnounceTask {
  file: AnnounceFile;
  match: PublishedMatch;
  letters: readonly Letter[];
}

export interface FileTasks {
  /** Throws WEAK_PASSWORD. No file, but as heavy as one. */
  judge: { task: WantedPassword; value: null };
  /** JSON of a ReadFile. */
  read: { task: { bytes: Uint8Array; fileName: string; sheet?: string; headerRow?: number }; value: string };
  /** JSON of an ImportPreview. */
  check: { task: ImportTask; value: string };
  apply: { task: ImportTask; value: ImportResult };
  /** The bytes of a file with the pairs of a match and the people who are left. */
  write: { task: WriteTask; value: Uint8Array };
  /** The bytes of a CSV file with the applications of one side. */
  writeApplications: { task: ApplicationsTask; value: Uint8Array };
  /** The bytes of a file that goes to the people of a published match. */
  announce: { task: AnnounceTask; value: Uint8Array };
  /** A calendar for each pair. */
  calendars: { task: { match: PublishedMatch; schedule: Schedule }; value: CalendarFile[] };
}
