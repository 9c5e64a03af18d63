import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { BaselineChoice } from './baseline-choice.svelte.ts';
import type { History } from './history.svelte.ts';
import type { Reader } from '../api/reader.ts';
import type { PolicySaver } from './policy-saver.svelte.ts';

/** What the bench keeps while its reader looks at another screen: the steps back, and what the match is compared with. */
export interface BenchVisit {
  history: History<Policy>;
  baselines: BaselineChoice;
  saver: PolicySaver;
}

/** Of a cohort, the part that a visit hangs on. */
type VisitedCohort = Pick<CohortDetail, 'id' | 'version' | 'blind' | 'policyVersion'>;

const left = new Map<string, BenchVisit>();

/** Other people, another reader or another way of review: another visit. */
function keyOf({ id, version, blind }: VisitedCohort, reader: Reader): string {
  return JSON.stringify([id, version, blind, reader]);
}

/** Keeps what the bench of this cohort holds until it is opened again in this window. `reader`: id of the account. */
export function leaveBench(cohort: VisitedCohort, reader: Reader, visit: BenchVisit): void {
  left.set(keyOf(cohort, reader), visit);
}

/** The reader's visit, as long as the stored policy is the one that it ended with; undefined where it is not. */
export function returnToBench(cohort: VisitedCohort, reader: Reader): BenchVisit | undefined {
  const visit = left.get(keyOf(cohort, reader));
  const isCurrent = visit?.saver.unsaved === undefined && visit?.saver.version === cohort.policyVersion;
  return isCurrent ? visit : undefined;
}

/** Resolves once no visit has a policy on its way to the service: only then is what the service tells the newest. */
export async function benchesRested(): Promise<void> {
  await Promise.all([...left.values()].map(({ saver }) => saver.rested()));
}
