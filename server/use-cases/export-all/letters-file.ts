import { writeCsvForPeople } from '../../files/write-csv.ts';
import type { ArchiveFile } from '../../files/zip-stream.ts';
import type { LoggedLetter } from '../../store/outbox.ts';

const HEADERS = [
  ...['Asked for', 'Kind', 'About', 'Cohort', 'Name', 'E-mail'],
  ...['What became of it', 'Since', 'Why'],
];

/** Who was sent which letter, and what became of it; not what it says, which may hold a link. */
export function lettersFile(letters: readonly LoggedLetter[]): ArchiveFile {
  const rows = letters.map((letter) => [
    ...[letter.queuedAt, letter.kind, letter.occasion, letter.cohortId ?? '', letter.name, letter.address],
    ...[letter.state, letter.changedAt, letter.reason ?? ''],
  ]);
  return { path: 'letters.csv', content: writeCsvForPeople({ headers: HEADERS, rows }) };
}
