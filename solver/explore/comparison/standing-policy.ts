import type { Decision, Policy } from '../../contract/policy/policy.ts';
import { blockingRules } from '../../score/blocking.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { scoreCohort } from '../../score/score.ts';
import type { ScoredCohort } from '../../score/score.ts';
import { choiceOf } from '../repair/match-before.ts';
import { keepsQuota, quotaSum } from './told-match.ts';

/** Participant and mentor by their place in the compiled cohort and by id. */
export interface MadePair extends Decision {
  readonly indices: readonly [participant: number, mentor: number];
}

/** A pair that the policy asked for does not allow. */
export interface BlockedPair extends Decision {
  /** What stands in the way, in sentences. */
  readonly sentences: readonly string[];
}

/** The policy under which a match stands that people made. */
export interface StandingPolicy {
  readonly policy: Policy;
  readonly scored: ScoredCohort;
  /** What was set aside, because the match does not keep it, in words. */
  readonly setAside: readonly string[];
  readonly blocked: readonly BlockedPair[];
}

/**
 * The policy that was asked for without what the match does not keep: rules and forbids that are in the way of its pairs are off, pins that it does
 * not have are left out, and then quotas that it does not meet are off. Weights stay. Throws what `scoreCohort` throws.
 */
export function standingPolicy(
  compiled: CompiledCohort,
  asked: Policy,
  pairs: readonly MadePair[],
): StandingPolicy {
  const allowing = allowingPolicy(compiled, asked, pairs);
  const { problem } = scoreCohort(compiled, allowing.policy);
  const chosen = choiceOf(
    problem,
    pairs.map(({ indices }) => indices),
  );
  const broken = new Set(
    problem.quotas.filter((quota) => !keepsQuota(quota, quotaSum(quota, chosen))).map(({ id }) => id),
  );
  const quotas = asked.quotas.map((quota) => (broken.has(quota.id) ? { ...quota, on: false } : quota));
  const policy = { ...allowing.policy, quotas };
  return {
    policy,
    scored: scoreCohort(compiled, policy),
    setAside: [
      ...allowing.setAside,
      ...asked.quotas.filter(({ id }) => broken.has(id)).map(({ label }) => `the quota “${label}”`),
    ],
    blocked: allowing.blocked,
  };
}

function allowingPolicy(
  compiled: CompiledCohort,
  asked: Policy,
  pairs: readonly MadePair[],
): Pick<StandingPolicy, 'policy' | 'setAside' | 'blocked'> {
  const rulesInTheWay = new Set<string>();
  const blocked: BlockedPair[] = [];
  for (const { participant, mentor, indices } of pairs) {
    const blocking = blockingRules(compiled, asked, ...indices);
    for (const { rule } of blocking) rulesInTheWay.add(rule);
    const sentences = blocking.map(({ label, sentence }) => `${label}: ${sentence}`);
    if (isAmong(asked.forbids, { participant, mentor })) sentences.push('The pair is forbidden.');
    if (sentences.length > 0) blocked.push({ participant, mentor, sentences });
  }
  const forbids = asked.forbids.filter((forbid) => !isAmong(pairs, forbid));
  const pins = asked.pins.filter((pin) => isAmong(pairs, pin));
  const [noForbids, noPins] = [asked.forbids.length - forbids.length, asked.pins.length - pins.length];
  return {
    policy: {
      ...asked,
      rules: asked.rules.map((rule) => (rulesInTheWay.has(rule.id) ? { ...rule, on: false } : rule)),
      forbids,
      pins,
    },
    setAside: [
      ...asked.rules.filter(({ id }) => rulesInTheWay.has(id)).map(({ label }) => `the rule “${label}”`),
      ...(noForbids > 0 ? [`${noForbids} forbidden`] : []),
      ...(noPins > 0 ? [`${noPins} pinned`] : []),
    ],
    blocked,
  };
}

function isAmong(pairs: readonly Decision[], { participant, mentor }: Decision): boolean {
  return pairs.some((pair) => pair.participant === participant && pair.mentor === mentor);
}
