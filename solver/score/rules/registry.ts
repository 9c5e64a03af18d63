import type { Rule, RuleKind, RuleOf } from '../../contract/policy/rules.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { agreed } from './agreed.ts';
import { differentText } from './different-text.ts';
import { maxDistance } from './max-distance.ts';
import { minimum } from './minimum.ts';
import { named } from './named.ts';
import { rankRange } from './rank-range.ts';
import type { CompileRule, CompiledRule } from './rule.ts';
import { sameRegion } from './same-region.ts';
import { wait } from './wait.ts';
import { welcomes } from './welcomes.ts';
import { wish } from './wish.ts';

/** One condition for each kind of rule; a kind without one does not compile. */
const RULES: { readonly [Kind in RuleKind]: CompileRule<Kind> } = {
  'same-region': sameRegion,
  wish,
  welcomes,
  'max-distance': maxDistance,
  'different-text': differentText,
  named,
  minimum,
  wait,
  'rank-range': rankRange,
  agreed,
};

export function compileRule(rule: Rule, fields: FieldReader): CompiledRule {
  return compileAs(rule.kind, rule, fields);
}

function compileAs<Kind extends RuleKind>(kind: Kind, rule: Rule, fields: FieldReader): CompiledRule {
  return RULES[kind](rule as RuleOf<Kind>, fields);
}
