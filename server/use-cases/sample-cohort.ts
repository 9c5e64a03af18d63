import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { SHIPPED_PROGRAMMES } from '#solver/contract/programme/shipped.ts';
import type { Context } from './context.ts';
import { createCohort } from './create-cohort.ts';

const NAME = 'Sample cohort';

/** A cohort of invented people of the default programme, to try things on. */
export async function createSampleCohort(
  context: Context,
  sample: { preset: 'mile' | 'state' | 'national'; seed: number },
): Promise<CohortSummary> {
  const [programme] = SHIPPED_PROGRAMMES;
  if (!programme) throw new Error('no programme is shipped');
  const people = await context.pools.solver.simulate({ programme: programme.id, ...sample });
  return createCohort(context, { name: NAME, programme: programme.id }, { people });
}
