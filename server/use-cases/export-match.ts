import type { Programme } from '#solver/contract/programme/programme.ts';
import type { View } from '../auth/view.ts';
import type { TableFormat, WriteTask } from '../jobs/file-tasks.ts';
import { pseudonyms } from './views/pseudonyms.ts';
import type { Context } from './context.ts';
import { findMatchSet } from './read-match-set.ts';
import { printHead } from './record/printed-head.ts';
import { refuseWithoutMatch, solveMatching } from './solve-matching.ts';
import type { Question } from './solve-matching.ts';
import { noSuchCohort } from './not-found.ts';
import { programmeOfCohort } from './programmes/find-programme.ts';

/** The match that was shown for a question, as a file. Throws INVALID_RESULT where there is none. */
export async function exportMatching(
  context: Context,
  question: Question & { format: TableFormat },
): Promise<Uint8Array> {
  const { snapshot, task, answer } = await solveMatching(context, question);
  refuseWithoutMatch(answer);
  return context.pools.files.write({
    programme: snapshot.programmeVersion.programme,
    policy: task.policy,
    matching: answer.matching,
    ...(await toldPeople(context, question.view, {
      ...snapshot,
      programme: snapshot.programmeVersion.programme,
    })),
    format: question.format,
  });
}

/** A saved match set as a file, with the names of its day. Throws NOT_FOUND. */
export async function exportMatchSet(
  context: Context,
  id: string,
  { format, view }: { format: TableFormat; view: View },
): Promise<Uint8Array> {
  const stored = await findMatchSet(context, id);
  const cohort = await context.store.cohorts.head(stored.cohort_id);
  if (!cohort) throw noSuchCohort(stored.cohort_id);
  const { programme } = await programmeOfCohort(context.store, cohort);
  return context.pools.files.write({
    programme,
    policy: stored.policy_json,
    matching: stored.matching_json,
    ...(await toldPeople(context, view, {
      id: cohort.id,
      programme,
      names: JSON.parse(stored.names_json) as Record<string, string>,
    })),
    format,
    stamp: { set: stored.record_hash, head: printHead(await context.store.record.head()) },
  });
}

/** Whose addresses and names are written; in a blind review nobody's addresses, and numbers for names. */
async function toldPeople(
  { store }: Context,
  { isBlind }: View,
  { id, programme, names }: { id: string; programme: Programme; names: Readonly<Record<string, string>> },
): Promise<Pick<WriteTask, 'people' | 'names'>> {
  const people = await store.people.of(id);
  return isBlind ? { people: [], names: pseudonyms(programme, people, names) } : { people, names };
}
