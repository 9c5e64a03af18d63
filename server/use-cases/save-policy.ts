import type { Viewer } from '#solver/contract/api/live.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Context } from './context.ts';
import { noSuchCohort } from './not-found.ts';
import { refuseForeignPolicy } from './solve-matching.ts';

/**
 * Puts a policy in force, tells whoever has the cohort on screen, and gives its version.
 * Throws NOT_FOUND, INVALID_POLICY, and STALE_VERSION where somebody else has saved since `basedOn` was read.
 */
export async function savePolicy(
  { store, live }: Context,
  cohortId: string,
  { policy, basedOn }: { policy: Policy; basedOn: number },
  by: Viewer | null = null,
): Promise<number> {
  const version = await store.transaction(async (repositories) => {
    const cohort = await repositories.cohorts.head(cohortId);
    const current = await repositories.policies.current(cohortId);
    if (!cohort || !current) throw noSuchCohort(cohortId);
    refuseForeignPolicy(policy, cohort.programme);
    if (current.version !== basedOn) throw staleVersion(basedOn, current.version);
    await repositories.policies.add(cohortId, { version: basedOn + 1, policyJson: canonicalJson(policy) });
    return basedOn + 1;
  });
  live.changed(cohortId, { kind: 'policy', by });
  return version;
}

function staleVersion(yours: number, current: number): MileError {
  return new MileError(
    'STALE_VERSION',
    `Somebody else has saved the policy: yours is based on version ${yours}, the cohort is at version ${current}. ` +
      'Load it again and repeat your change.',
    { yours, current },
  );
}
