import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';

/**
 * The policy under which somebody has no partner: every pair of theirs is forbidden and none is pinned, so that a later repair, which starts
 * from this policy, does not bring them back.
 */
export function policyWithout(
  policy: Policy,
  gone: string,
  { participantPeople, mentorPeople }: Pick<CohortDetail, 'participantPeople' | 'mentorPeople'>,
): Policy {
  const names = ({ participant, mentor }: Decision) => participant === gone || mentor === gone;
  const isMentor = mentorPeople.some(({ id }) => id === gone);
  const own = (isMentor ? participantPeople : mentorPeople).map(({ id }): Decision =>
    isMentor ? { participant: id, mentor: gone } : { participant: gone, mentor: id },
  );
  const others = (decision: Decision) => !names(decision);
  return {
    ...policy,
    pins: policy.pins.filter(others),
    forbids: [...policy.forbids.filter(others), ...own],
  };
}
