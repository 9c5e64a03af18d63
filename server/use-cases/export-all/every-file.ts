import type { RecordHead } from '#solver/contract/api/record.ts';
import type { ArchiveFile } from '../../files/zip-stream.ts';
import type { Store } from '../../store/store.ts';
import { readMe } from './read-me.ts';
import { accountsFile } from './accounts-file.ts';
import { cohortFiles } from './cohort-files.ts';
import { lettersFile } from './letters-file.ts';
import { problemFiles } from './problem-files.ts';
import { programmeFiles } from './programme-files.ts';
import { recordFiles } from './record-files.ts';
import type { TableWriter } from './table-writer.ts';

/**
 * Everything that a store keeps, file by file, each made when it is asked for. The files of a cohort are of one moment. Left out are passwords, sessions, links
 * that were given out, what letters say, notes that people wrote for themselves, and answers of a committee before their reveal. `head` is what the record stood at when the copy began: its part ends there.
 */
export async function* everyFile(
  store: Store,
  writer: TableWriter,
  head: RecordHead,
): AsyncGenerator<ArchiveFile> {
  const cohorts = await store.cohorts.list();
  yield { path: 'README.txt', content: readMe({ head, cohorts, takenAt: new Date() }) };
  yield accountsFile(await store.accounts.list());
  yield lettersFile(await store.outbox.all());
  yield* programmeFiles(store, cohorts);
  yield* recordFiles(store, head);
  for (const { id } of cohorts) yield* cohortFiles(store, writer, { id, head });
  // At the end: they may take long, and nobody should wait for a cohort behind them.
  yield* problemFiles(store);
}
