import type { LiveNow } from '#solver/contract/api/live.ts';
import type { Context } from './context.ts';
import { noSuchCohort } from './not-found.ts';

/** Throws NOT_FOUND. */
export async function requireCohort({ store }: Context, cohortId: string): Promise<void> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
}

/** What stands now. Throws NOT_FOUND. */
export async function readNow({ store }: Context, cohortId: string): Promise<LiveNow> {
  const summary = await store.cohorts.summary(cohortId);
  const policy = await store.policies.current(cohortId);
  if (!summary || !policy) throw noSuchCohort(cohortId);
  return { cohortVersion: summary.version, policyVersion: policy.version, matchSets: summary.matchSets };
}
