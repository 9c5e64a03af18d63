import { RECORD_KINDS, RECORD_PAGE } from '#solver/contract/api/record.ts';
import type { RecordEntry, RecordPage, ToldEntry } from '#solver/contract/api/record.ts';
import type { StoredEntry } from '../../store/record.ts';
import type { Context } from '../context.ts';
import { requireCohort } from '../read-now.ts';

interface Wanted {
  before?: number | undefined;
  about?: string | undefined;
}

/** The record of a cohort, newest first. Throws NOT_FOUND. */
export async function readRecordOfCohort(
  context: Context,
  cohortId: string,
  wanted: Wanted,
): Promise<RecordPage> {
  await requireCohort(context, cohortId);
  return readRecord(context, cohortId, wanted);
}

/** The record of the whole service, newest first: cohorts and accounts. */
export function readWholeRecord(context: Context, wanted: Wanted): Promise<RecordPage> {
  return readRecord(context, null, wanted);
}

async function readRecord(
  { store }: Context,
  cohortId: string | null,
  { before, about }: Wanted,
): Promise<RecordPage> {
  const part = await store.record.part({ cohortId, before, about, limit: RECORD_PAGE + 1 });
  const accounts = new Map((await store.accounts.list()).map(({ id, name }) => [id, name]));
  return {
    head: await store.record.head(),
    entries: part.slice(0, RECORD_PAGE).map((stored) => tellEntry(stored, accounts)),
    more: part.length > RECORD_PAGE,
  };
}

/** An entry with the words of what was done and the name of who did it. */
export function tellEntry(stored: StoredEntry, accounts: ReadonlyMap<string, string>): ToldEntry {
  const { number, at, by, cohort, kind, facts, texts } = JSON.parse(stored.entry_json) as RecordEntry;
  const told = JSON.parse(stored.texts_json ?? '{}') as { name?: string; reason?: string };
  const accountName = by.kind === 'account' ? accounts.get(by.id) : undefined;
  return {
    ...{ number, at, cohort, kind, facts, hash: stored.hash },
    by: { kind: by.kind, name: told.name ?? accountName ?? null },
    words: wordsOf(kind),
    reason: told.reason ?? null,
    erased: texts !== null && stored.texts_json === null,
  };
}

/** A later version of this program may know kinds that this one does not. */
function wordsOf(kind: string): string {
  return Object.hasOwn(RECORD_KINDS, kind) ? RECORD_KINDS[kind as keyof typeof RECORD_KINDS] : kind;
}
