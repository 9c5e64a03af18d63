import type { CohortSweepHead } from '#solver/contract/api/sweeps.ts';
import type { View } from '../../auth/view.ts';
import type { Context } from '../context.ts';
import { prepareTask } from '../solve-matching.ts';
import type { AboutCohort } from './about-cohort.ts';

/** Throws NOT_FOUND, STALE_VERSION, INVALID_POLICY and NOT_PERMITTED. */
export async function askAboutCohort(
  context: Context,
  cohortId: string,
  { cohortVersion, policy }: CohortSweepHead,
  view: View,
): Promise<AboutCohort> {
  const { task, snapshot } = await prepareTask(context, { cohortId, cohortVersion, policy, view });
  return { cohortVersion, policy: task.policy, people: Object.keys(snapshot.names).length };
}
