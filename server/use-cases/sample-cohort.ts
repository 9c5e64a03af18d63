import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { SHIPPED_PROGRAMMES } from '#solver/contract/programme/shipped.ts';
import type { Context } from './context.ts';
import { createCohort } from './create-cohort.ts';
import type { Doer } from './doer.ts';
import { newestProgramme } from './programmes/find-programme.ts';

const NAME = 'Sample cohort';

/** A cohort of invented people of the default programme, to try things on. */
export async function createSampleCohort(
  context: Context,
  sample: { preset: 'mile' | 'state' | 'national'; seed: number },
  by: Doer,
): Promise<CohortSummary> {
  const [shipped] = SHIPPED_PROGRAMMES;
  if (!shipped) throw new Error('no programme is shipped');
  const { programme } = await newestProgramme(context.store, shipped.id);
  const people = await context.pools.solver.simulate({ programme, ...sample });
  return createCohort(context, { name: NAME, programme: programme.id }, by, { people });
}
