import { MileError } from '#solver/contract/errors.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { canonicalJson, sha256 } from '../store/canonical-json.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { noSuchCohort } from './not-found.ts';
import { recordDeed } from './record/record-deed.ts';
import { refuseForeignPolicy } from './solve-matching.ts';

/**
 * Puts a policy in force, tells whoever has the cohort on screen, and gives its version.
 * Throws NOT_FOUND, INVALID_POLICY, and STALE_VERSION where somebody else has saved since `basedOn` was read.
 */
export async function savePolicy(
  { store, live }: Context,
  cohortId: string,
  { policy, basedOn }: { policy: Policy; basedOn: number },
  by: Doer,
): Promise<number> {
  const version = await store.transaction(async (repositories) => {
    const cohort = await repositories.cohorts.head(cohortId);
    const current = await repositories.policies.current(cohortId);
    if (!cohort || !current) throw noSuchCohort(cohortId);
    refuseForeignPolicy(policy, cohort.programme);
    if (current.version !== basedOn) throw staleVersion(basedOn, current.version);
    const saved = { version: basedOn + 1, policyJson: canonicalJson(policy) };
    await repositories.policies.add(cohortId, saved);
    const facts = { version: saved.version, policy: sha256(saved.policyJson) };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'policy.saved', facts });
    return saved.version;
  });
  live.changed(cohortId, { kind: 'policy', by: by.viewer });
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
