import type { z } from 'zod';
import type { Blindness } from '#solver/contract/api/cohorts.ts';
import type { blindnessChangeSchema } from '#solver/contract/api/people.ts';
import { MileError } from '#solver/contract/errors.ts';
import { blindnessOf } from '../../auth/view.ts';
import { roleOf, signedIn } from '../accounts/who-asks.ts';
import type { Asker } from '../accounts/who-asks.ts';
import type { Context } from '../context.ts';
import { noSuchCohort } from '../not-found.ts';

/**
 * Begins or ends a blind review, for the asker's own account or for everybody. Throws NOT_FOUND, NOT_PERMITTED where somebody else than an owner
 * would decide for everybody, and SIGN_IN_NEEDED where there is no account of one's own.
 */
export async function switchBlindReview(
  { store }: Context,
  cohortId: string,
  { cohort, yours }: z.output<typeof blindnessChangeSchema>,
  { asker }: { asker: Asker },
): Promise<Blindness> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  if (cohort !== undefined) {
    if (roleOf(asker) !== 'owner')
      throw new MileError('NOT_PERMITTED', 'An owner alone begins or ends a blind review for everybody.');
    await store.blindReviews.setCohort(cohortId, cohort);
  }
  if (yours !== undefined) await store.blindReviews.setAccount(cohortId, signedIn(asker).account.id, yours);
  return blindnessOf(store, asker, cohortId);
}
