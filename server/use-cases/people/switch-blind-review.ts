import type { z } from 'zod';
import type { Blindness } from '#solver/contract/api/cohorts.ts';
import type { blindnessChangeSchema } from '#solver/contract/api/people.ts';
import { MileError } from '#solver/contract/errors.ts';
import { blindnessOf } from '../../auth/view.ts';
import { roleOf, signedIn } from '../accounts/who-asks.ts';
import type { Asker } from '../accounts/who-asks.ts';
import type { Context } from '../context.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
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
  by: Doer,
): Promise<Blindness> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  if (cohort !== undefined && roleOf(asker) !== 'owner')
    throw new MileError('NOT_PERMITTED', 'An owner alone begins or ends a blind review for everybody.');
  await store.transaction(async (repositories) => {
    const { blindReviews } = repositories;
    if (cohort !== undefined) await blindReviews.setCohort(cohortId, cohort);
    if (yours !== undefined) await blindReviews.setAccount(cohortId, signedIn(asker).account.id, yours);
    const facts = { forEverybody: cohort ?? null, forOneself: yours ?? null };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'blind-review.switched', facts });
  });
  return blindnessOf(store, asker, cohortId);
}
