import type { RecordHead } from '#solver/contract/api/record.ts';
import { SIDES } from '#solver/contract/identifier.ts';
import { writeCsvForPeople } from '../../files/write-csv.ts';
import type { ArchiveFile } from '../../files/zip-stream.ts';
import type { Store } from '../../store/store.ts';
import { cohortNow } from './cohort-now.ts';
import type { CohortNow } from './cohort-now.ts';
import { matchSetFiles } from './match-set-files.ts';
import { pathName } from './path-name.ts';
import type { TableWriter } from './table-writer.ts';

/** All that is kept of one cohort, as it stands at one moment. Nothing where it has gone meanwhile. */
export async function* cohortFiles(
  store: Store,
  writer: TableWriter,
  { id, head }: { id: string; head: RecordHead },
): AsyncGenerator<ArchiveFile> {
  const now = await store.transaction((repositories) => cohortNow(repositories, id));
  if (!now) return;
  const folder = `cohorts/${pathName(now.cohort.name, 'cohort')}-${id}`;
  const json = (name: string, content: unknown) => ({
    path: `${folder}/${name}.json`,
    content: `${JSON.stringify(content, null, 2)}\n`,
  });
  const { people, sets, programmeVersion, ...told } = now;
  yield json('cohort', told.cohort);
  yield json(
    'applications',
    people.map(({ valuesJson, ...person }) => ({ ...person, answers: JSON.parse(valuesJson) as unknown })),
  );
  for (const side of SIDES) {
    const { programme } = programmeVersion;
    const content = await writer.writeApplications({
      programme,
      people: people.filter((one) => one.side === side),
      side,
    });
    yield { path: `${folder}/${side}s.csv`, content };
  }
  yield json('history', told.history);
  yield json('comments', told.comments);
  yield { path: `${folder}/comments.csv`, content: commentTable(now) };
  yield json('policies', told.policies);
  yield json('committee', told.committee);
  yield { path: `${folder}/publications.csv`, content: publicationTable(now) };
  yield json('letters-and-dates', told.announcement);
  yield json('public-form', { window: told.intake, sentIn: told.submissions });
  yield json('year', told.year);
  for (const setId of sets)
    yield* matchSetFiles(store, writer, {
      setId,
      folder,
      head,
      people,
      programme: programmeVersion.programme,
    });
}

function commentTable({ comments, people }: CohortNow): Uint8Array {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? '' : (names.get(id) ?? id));
  return writeCsvForPeople({
    headers: ['Written', 'Participant', 'Mentor', 'By', 'Comment'],
    rows: comments.map(({ writtenAt, participant, mentor, author, text }) => [
      ...[writtenAt, nameOf(participant), nameOf(mentor)],
      ...[author, text],
    ]),
  });
}

function publicationTable({ committee: { publications } }: CohortNow): Uint8Array {
  return writeCsvForPeople({
    headers: ['Version', 'Match set', 'Published', 'By', 'Why'],
    rows: publications.map(({ version, matchSetName, publishedAt, publishedBy, why }) => [
      ...[version, matchSetName, publishedAt],
      ...[publishedBy, why],
    ]),
  });
}
