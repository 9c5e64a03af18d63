import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';

/** The default policy of the programme that ships first. */
export function shippedPolicy(): Policy {
  const programme = shippedProgramme('minnesota');
  if (!programme) throw new Error('The Minnesota programme is missing.');
  return programme.policy;
}

/** The policy with these weights in tenths, in the order of its criteria; criteria beyond them weigh nothing. */
export function weighed(policy: Policy, tenths: readonly number[]): Policy {
  return {
    ...policy,
    criteria: policy.criteria.map((criterion, index) => ({
      ...criterion,
      weight: (tenths[index] ?? 0) / 10,
    })),
  };
}
