import type { Barred } from '../../contract/explore/barred.ts';
import type { Policy } from '../../contract/policy/policy.ts';
import { ruleOf } from '../../score/compile.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import type { Gone } from '../repair/gone.ts';

/** With whom a person may not be matched under the rules that are on and the decisions, in the order of the ids. */
export function barredPartners(compiled: CompiledCohort, policy: Policy, { side, index }: Gone): Barred {
  const { participantNodes, mentorNodes } = compiled;
  const [own, others] =
    side === 'participant' ? [participantNodes, mentorNodes] : [mentorNodes, participantNodes];
  const id = own[index]?.id as string;
  const rules = policy.rules
    .filter(({ on }) => on)
    .map((rule) => ({ id: rule.id, condition: ruleOf(compiled, rule) }));
  const forbidden = new Set(
    policy.forbids.flatMap(({ participant, mentor }) => {
      if (side === 'participant') return participant === id ? [mentor] : [];
      return mentor === id ? [participant] : [];
    }),
  );
  const partners = others.map(({ id: partner }, other) => ({
    partner,
    rules: rules.flatMap((rule) => {
      const blocks =
        side === 'participant' ? rule.condition.blocks(index, other) : rule.condition.blocks(other, index);
      return blocks ? [rule.id] : [];
    }),
    forbidden: forbidden.has(partner),
  }));
  return {
    format: 'mile-barred/1',
    side,
    id,
    partners: partners.filter((one) => one.forbidden || one.rules.length > 0),
  };
}
