import { MileError } from '../contract/errors.ts';
import type { RuleEffect } from '../contract/matching.ts';
import type { Policy } from '../contract/policy/policy.ts';
import type { PolicyQuota } from '../contract/policy/quotas.ts';
import type { Problem, ProblemQuota } from '../contract/problem.ts';
import { allowedPairs } from './allowed.ts';
import { quotaTestOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import type { AllowedPairs, ScoredPairs } from './pairs.ts';
import { pinnedPairs } from './pins.ts';
import { problemQuota } from './quotas/quotas.ts';
import { scoresOf } from './weighted-sums.ts';
import { wholeWeights } from './weights.ts';
import type { WholeWeights } from './weights.ts';

/** A cohort under a policy: what the solver gets, and what the answer is explained with. */
export interface ScoredCohort {
  readonly problem: Problem;
  /** In the order of the policy's rules. */
  readonly rules: readonly RuleEffect[];
  readonly possiblePairs: number;
  readonly allowedPairs: number;
  readonly weights: WholeWeights;
  readonly pairs: ScoredPairs;
}

/**
 * The problem of a policy: people, allowed pairs and quotas in canonical order, so that the order of the input does not matter. Throws
 * UNKNOWN_FIELD, INVALID_POLICY, INVALID_COHORT, UNKNOWN_PERSON, PIN_AND_FORBID, PIN_NOT_ALLOWED and TOO_MANY_PAIRS.
 */
export function scoreCohort(compiled: CompiledCohort, policy: Policy): ScoredCohort {
  const pairs = scorePairs(compiled, policy);
  const allowed = allowedPairs(compiled, policy);
  const { participant, mentor, score } = pairs;
  const quotas = policy.quotas.filter(({ on }) => on);
  return {
    problem: {
      format: 'mile-problem/1',
      participants: compiled.participantNodes,
      mentors: compiled.mentorNodes,
      pairs: { participant, mentor, score },
      quotas: quotas.map((quota) => quotaOver(compiled, quota, allowed)),
      pinned: pinnedPairs(compiled, policy, pairs),
      levels: policy.levels,
    },
    rules: allowed.effects,
    possiblePairs: allowed.possible,
    allowedPairs: mentor.length,
    weights: wholeWeights(policy.criteria),
    pairs,
  };
}

/** A quota over the allowed pairs, kept with them. */
function quotaOver(compiled: CompiledCohort, quota: PolicyQuota, allowed: AllowedPairs): ProblemQuota {
  return allowed.quotas.get(JSON.stringify(quota), () =>
    problemQuota(quota, quotaTestOf(compiled, quota), allowed),
  );
}

/** The allowed pairs with their scores, without pins and quotas; corrected from an earlier policy's where only weights moved. */
export function scorePairs(compiled: CompiledCohort, policy: Policy): ScoredPairs {
  checkProgramme(compiled, policy);
  return scoresOf(compiled, policy, allowedPairs(compiled, policy));
}

function checkProgramme({ features }: CompiledCohort, policy: Policy): void {
  const { id } = features.programme;
  if (policy.programme === id) return;
  throw new MileError(
    'INVALID_POLICY',
    `The policy belongs to the programme "${policy.programme}", the cohort to "${id}". Choose a policy of this programme.`,
    { programme: policy.programme, expected: id },
  );
}
