import type { Intake } from '#solver/contract/api/intake.ts';
import type { View } from '../../auth/view.ts';
import type { StoredIntake } from '../../store/intakes.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { noSuchCohort } from '../not-found.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import { tellRepeated } from './tell-repeated.ts';

/** When a cohort takes applications, and what came. Throws NOT_FOUND. */
export async function readIntake({ store }: Context, cohortId: string, view: View): Promise<Intake> {
  return store.transaction((repositories) => tellIntake(repositories, cohortId, view));
}

/** The same within a transaction. */
export async function tellIntake(repositories: Repositories, cohortId: string, view: View): Promise<Intake> {
  const cohort = await repositories.cohorts.head(cohortId);
  if (!cohort) throw noSuchCohort(cohortId);
  const intake = await repositories.intakes.of(cohortId);
  const { programme } = await programmeOfCohort(repositories, cohort);
  const submissions = await repositories.submissions.ofCohort(cohortId);
  const taken = submissions.filter(({ state }) => state === 'taken');
  const repeated = submissions.filter(({ state }) => state === 'repeated');
  return {
    version: intake?.version ?? 0,
    window: intake ? windowOf(intake) : null,
    received: {
      participant: taken.filter(({ side }) => side === 'participant').length,
      mentor: taken.filter(({ side }) => side === 'mentor').length,
    },
    withdrawn: submissions.filter(({ state }) => state === 'withdrawn').length,
    repeated: await Promise.all(
      repeated.map((submission) => tellRepeated(repositories, { programme, view, submission })),
    ),
  };
}

export function windowOf({ opensAt, closesAt, participant, mentor }: StoredIntake) {
  return { opensAt, closesAt, participant, mentor };
}
