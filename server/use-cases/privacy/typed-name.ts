import { MileError } from '#solver/contract/errors.ts';
import type { Context } from '../context.ts';
import { noSuchCohort } from '../not-found.ts';

/** What cannot be undone takes the cohort's name, typed. Blanks around it do not matter. Throws NOT_FOUND, INVALID_INPUT. */
export async function requireTypedName({ store }: Context, cohortId: string, typed: string): Promise<void> {
  const head = await store.cohorts.head(cohortId);
  if (!head) throw noSuchCohort(cohortId);
  if (typed.trim() === head.name.trim()) return;
  throw new MileError(
    'INVALID_INPUT',
    `“${typed}” is not the name of this cohort. Type “${head.name}” to confirm; nothing was erased.`,
  );
}
