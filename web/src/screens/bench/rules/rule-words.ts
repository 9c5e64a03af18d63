import type { RuleEffect } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Rule } from '#solver/contract/policy/rules.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { counted, numberWords } from '../../../parts/counted.ts';
import { hasThreshold, type ThresholdRule } from '../../../session/policy-edits.ts';
import { namesWords } from '../question-words.ts';
import type { NameOf } from '../words.ts';

/** "removes 214 of 1,560 possible pairs; leaves Ines with none". */
export function effectWords(rule: Rule, effect: RuleEffect, possiblePairs: number, nameOf: NameOf): string {
  const verb = rule.on ? 'removes' : 'would remove';
  if (effect.removes === 0) return `${verb} nothing`;
  const removes = `${verb} ${numberWords(effect.removes)} of ${numberWords(possiblePairs)} possible pairs`;
  const { leavesNobody } = effect;
  if (!rule.on || leavesNobody.length === 0) return removes;
  const left =
    leavesNobody.length > 3
      ? counted(leavesNobody.length, 'person', 'people')
      : namesWords(leavesNobody, nameOf);
  return `${removes}; leaves ${left} with none`;
}

/** What follows a threshold of a rule: "km"; nothing where it has none. */
export function unitOfRule({ rules }: Pick<Policy, 'rules'>, id: string, programme: Programme): string {
  const rule = rules.find((one) => one.id === id);
  return rule && hasThreshold(rule) ? thresholdWords(rule, programme)[1] : '';
}

/** What stands before and after a threshold. */
export function thresholdWords(rule: ThresholdRule, programme: Programme): [before: string, after: string] {
  if (rule.kind === 'max-distance') return ['at most', 'km'];
  if (rule.kind === 'wait') return ['at least', rule.threshold === 1 ? 'cycle' : 'cycles'];
  const field = programme[rule.side].fields.find(({ id }) => id === rule.field);
  return ['at least', field?.kind === 'number' ? (field.unit ?? '') : ''];
}
