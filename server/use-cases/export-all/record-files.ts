import type { RecordHead, RecordEntry } from '#solver/contract/api/record.ts';
import { writeCsvForPeople } from '../../files/write-csv.ts';
import type { ArchiveFile } from '../../files/zip-stream.ts';
import type { StoredEntry } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import { tellEntry } from '../record/read-record.ts';

const PORTION = 1_000;

/** The record up to `head`: a line an entry as it was hashed, with its hash and its erasable texts; and as a table. */
export async function* recordFiles(store: Store, head: RecordHead): AsyncGenerator<ArchiveFile> {
  const entries = await entriesUpTo(store, head);
  const lines = entries.map(({ entry_json, hash, texts_json }) =>
    JSON.stringify({
      hash,
      entry: JSON.parse(entry_json) as RecordEntry,
      texts: texts_json === null ? null : (JSON.parse(texts_json) as unknown),
    }),
  );
  yield { path: 'record.ndjson', content: lines.map((line) => `${line}\n`).join('') };
  const accounts = new Map((await store.accounts.list()).map(({ id, name }) => [id, name]));
  const rows = entries
    .map((entry) => tellEntry(entry, accounts))
    .map(({ number, at, by, words, cohort, reason, hash }) => [
      ...[number, at, by.name ?? by.kind, words],
      ...[cohort ?? '', reason ?? '', hash],
    ]);
  const headers = ['Number', 'When', 'Who', 'What', 'Cohort', 'Why', 'Hash'];
  yield { path: 'record.csv', content: writeCsvForPeople({ headers, rows }) };
}

async function entriesUpTo({ record }: Store, head: RecordHead): Promise<StoredEntry[]> {
  const all: StoredEntry[] = [];
  for (;;) {
    const part = await record.after(all.at(-1)?.number ?? 0, PORTION);
    all.push(...part.filter(({ number }) => number <= head.number));
    if (part.length < PORTION || (part.at(-1)?.number ?? 0) >= head.number) return all;
  }
}
