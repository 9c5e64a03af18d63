import type { Agreement, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { canonicalJson, canonicalObject } from '../store/canonical-json.ts';
import type { StoredMatchSet } from '../store/match-sets.ts';
import type { View } from '../auth/view.ts';
import { programmeOfCohort } from './programmes/find-programme.ts';
import { pseudonyms } from './views/pseudonyms.ts';
import { textTeller } from './views/told-texts.ts';
import type { Context } from './context.ts';
import { noSuchCohort, noSuchMatchSet } from './not-found.ts';

/** The match sets of a cohort, newest first. Throws NOT_FOUND. */
export async function listMatchSets(
  { store }: Context,
  cohortId: string,
  view: View,
): Promise<MatchSetSummary[]> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  const tell = await textTeller(store, view, cohortId);
  return (await store.matchSets.list(cohortId)).map((set) => ({ ...set, name: tell(set.name) }));
}

/** A match set as it was saved. Throws NOT_FOUND. */
export async function findMatchSet({ store }: Context, id: string): Promise<StoredMatchSet> {
  const stored = await store.matchSets.get(id);
  if (!stored) throw noSuchMatchSet(id);
  return stored;
}

/** JSON of a MatchSet, put together from stored text. Throws NOT_FOUND. */
export async function readMatchSet(context: Context, id: string, view: View): Promise<string> {
  const stored = await findMatchSet(context, id);
  const agreement = (await context.store.agreements.of(id)) ?? null;
  const publishedVersion = await context.store.publications.versionOf(id);
  const tell = await textTeller(context.store, view, stored.cohort_id);
  const summary = summaryOf({ ...stored, name: tell(stored.name) }, { agreement, publishedVersion });
  const head = Object.entries({ ...summary, recordHash: stored.record_hash });
  return canonicalObject({
    ...Object.fromEntries(head.map(([key, value]) => [key, canonicalJson(value)])),
    policy: stored.policy_json,
    matching: stored.matching_json,
    names: await namesFor(context, view, stored),
    versions: stored.versions_json,
  });
}

/** Canonical JSON of the names of a set's people, as the view is told them. */
async function namesFor(
  { store }: Context,
  view: View,
  { cohort_id, names_json }: StoredMatchSet,
): Promise<string> {
  const cohort = view.isBlind ? await store.cohorts.head(cohort_id) : undefined;
  if (!cohort) return names_json;
  const names = JSON.parse(names_json) as Record<string, string>;
  const { programme } = await programmeOfCohort(store, cohort);
  return canonicalJson(pseudonyms(programme, await store.people.of(cohort_id), names));
}

/** What is known of a match set beside it. */
interface Beside {
  agreement: Agreement | null;
  publishedVersion: number | undefined;
}

/** What a list says of a match set. */
export function summaryOf(stored: StoredMatchSet, { agreement, publishedVersion }: Beside): MatchSetSummary {
  return {
    id: stored.id,
    cohort: stored.cohort_id,
    name: stored.name,
    createdAt: stored.created_at,
    status: stored.status,
    matched: stored.matched,
    meanFit: stored.mean_fit,
    cohortVersion: stored.cohort_version,
    inputHash: stored.input_hash,
    agreement,
    kind: stored.kind,
    publishedVersion: publishedVersion ?? null,
  };
}
