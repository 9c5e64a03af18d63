import type { Policy } from '#solver/contract/policy/policy.ts';

/** The policy with another weight of its first criterion; nine weights in turn. */
export function withMovedWeight(policy: Policy, round: number): Policy {
  const [first, ...rest] = policy.criteria;
  return first ? { ...policy, criteria: [{ ...first, weight: (round % 9) + 1 }, ...rest] } : policy;
}
