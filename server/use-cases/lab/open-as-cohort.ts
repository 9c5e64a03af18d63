import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import type { LabCohortRequest } from '#solver/contract/api/lab.ts';
import type { Context } from '../context.ts';
import { createCohort } from '../create-cohort.ts';
import type { Doer } from '../doer.ts';
import { newestProgramme } from '../programmes/find-programme.ts';
import { refuseTooLarge } from './lab-memory.ts';

/**
 * A cohort of the invented people of a size and shape, under the policy that they are measured with.
 * Throws UNKNOWN_PROGRAMME and NOT_ENOUGH_MEMORY.
 */
export async function openAsCohort(
  context: Context,
  { name, size, shape }: LabCohortRequest,
  by: Doer,
): Promise<CohortSummary> {
  const { lab } = context.pools;
  const { programme } = await newestProgramme(context.store, shape.programme);
  refuseTooLarge([size], ['auto'], await lab.allowedShare(programme, shape));
  const { people, policyJson } = await lab.people(programme, size, shape);
  return createCohort(context, { name, programme: shape.programme }, by, { people, policyJson });
}
