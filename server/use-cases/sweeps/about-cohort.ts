import type { FullCohortTask } from '../../jobs/solver-jobs.ts';
import type { CohortSnapshots } from '../cohort-snapshots.ts';
import type { SweepPart } from './sweep.ts';

/** What a sweep of a cohort is about: the people of one version, and of no others is it ever reckoned. */
export interface AboutCohort {
  cohortVersion: number;
  /** Canonical JSON of the policy, without decisions that rest. */
  policy: string;
  /** How many they are; sweeps of earlier versions of this program do not say. */
  people?: number;
}

/** Throws STALE_VERSION where the people have changed meanwhile: an answer about two different cohorts would be none. */
export async function taskAbout(
  snapshots: CohortSnapshots,
  { cohortId, ask: { cohortVersion, policy } }: SweepPart<AboutCohort>,
): Promise<FullCohortTask> {
  const { key, json, programmeVersion } = await snapshots.at(cohortId, cohortVersion);
  return { cohort: { key, json, programme: programmeVersion.json }, policy };
}
