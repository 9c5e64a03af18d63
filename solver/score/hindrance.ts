import type { Side } from '../contract/identifier.ts';
import type { Policy } from '../contract/policy/policy.ts';
import type { Rule } from '../contract/policy/rules.ts';
import { ruleOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import type { Hindrance } from './rules/hindrance.ts';

/**
 * What each rule that is on does to a person of a side, in the order of the policy: one look at everybody on the other side. Weights change nothing of it, so
 * it is kept for the next policy with the same rules.
 */
export function hindrancesUnder(
  compiled: CompiledCohort,
  policy: Policy,
  side: Side,
): (person: number) => readonly Hindrance[] {
  const rules = policy.rules.filter(({ on }) => on);
  const kept = compiled.hindrances.get(`${side} ${JSON.stringify(rules)}`, () => new Map());
  return (person) => {
    const found = kept.get(person) ?? hindrances(compiled, rules, side, person);
    kept.set(person, found);
    return found;
  };
}

function hindrances(
  compiled: CompiledCohort,
  rules: readonly Rule[],
  side: Side,
  person: number,
): Hindrance[] {
  const conditions = rules.map((rule) => ruleOf(compiled, rule));
  const others = side === 'participant' ? compiled.mentorNodes : compiled.participantNodes;
  const blocked = new Int32Array(rules.length);
  const alone = new Int32Array(rules.length);
  for (let other = 0; other < others.length; other += 1) {
    const [participant, mentor] = side === 'participant' ? [person, other] : [other, person];
    let blocking = 0;
    let last = 0;
    for (let rule = 0; rule < conditions.length; rule += 1) {
      if (conditions[rule]?.blocks(participant, mentor) !== true) continue;
      blocked[rule] = (blocked[rule] as number) + 1;
      blocking += 1;
      last = rule;
    }
    if (blocking === 1) alone[last] = (alone[last] as number) + 1;
  }
  return rules.map(({ label, kind }, rule) => ({
    label,
    kind,
    blocked: blocked[rule] as number,
    alone: alone[rule] as number,
  }));
}
