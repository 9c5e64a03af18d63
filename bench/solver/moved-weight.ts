import type { Policy } from '#solver/contract/policy/policy.ts';

/** The policy with another weight of its first criterion; 89 weights before one comes again, so that nothing kept answers for it. */
export function withMovedWeight(policy: Policy, round: number): Policy {
  const [first, ...rest] = policy.criteria;
  return first
    ? { ...policy, criteria: [{ ...first, weight: (1 + ((7 * round) % 89)) / 10 }, ...rest] }
    : policy;
}
