import type { RuleOf } from '../../contract/policy/rules.ts';
import { numberColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { capitalised, quantity } from '../features/phrase.ts';
import { onSide } from './person-rule.ts';
import type { CompiledRule } from './rule.ts';

/** A number of one person is at least `threshold`; without an answer it passes. */
export function minimum(rule: RuleOf<'minimum'>, fields: FieldReader): CompiledRule {
  const { field, who, values } = numberColumn(fields, rule.side, rule.field);
  const unit = field.kind === 'number' ? field.unit : undefined;
  const needed = quantity(rule.threshold, unit);
  return onSide(fields, rule.side, (person) => {
    const value = values[person] as number;
    if (Number.isNaN(value) || value >= rule.threshold) return undefined;
    const stated = field.confidential ? 'less' : quantity(value, unit);
    return capitalised(`${who} needs at least ${needed} for "${field.label}" and states ${stated}.`);
  });
}
