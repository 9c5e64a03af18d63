import type { Policy } from '../contract/policy/policy.ts';
import { ruleOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import { fitted } from './features/phrase.ts';

/** The rules that are on and do not allow a pair, each with its reason. */
export function blockingRules(
  compiled: CompiledCohort,
  policy: Policy,
  participant: number,
  mentor: number,
): { rule: string; label: string; sentence: string }[] {
  return policy.rules.flatMap((rule) => {
    if (!rule.on) return [];
    const condition = ruleOf(compiled, rule);
    if (!condition.blocks(participant, mentor)) return [];
    return [{ rule: rule.id, label: rule.label, sentence: fitted(condition.reason(participant, mentor)) }];
  });
}
