import type { Side } from '../../contract/identifier.ts';
import type { RuleOf } from '../../contract/policy/rules.ts';
import { yesNoColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { capitalised } from '../features/phrase.ts';
import { personRule } from './person-rule.ts';
import type { CompiledRule } from './rule.ts';

/** Every named field is yes; with `missingIsYes` an unanswered one passes. */
export function agreed(rule: RuleOf<'agreed'>, fields: FieldReader): CompiledRule {
  const refusals = (side: Side) => {
    const columns = rule.fields
      .filter((named) => named.side === side)
      .map(({ field }) => yesNoColumn(fields, side, field));
    return fields.people(side).applications.map((_, person) => {
      const refused = columns.find(({ values }) => !(values[person] ?? rule.missingIsYes));
      if (refused === undefined) return undefined;
      return capitalised(`${refused.who} has not said yes to "${refused.field.label}".`);
    });
  };
  return personRule(refusals('participant'), refusals('mentor'));
}
