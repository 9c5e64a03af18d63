import type { RuleOf } from '../../contract/policy/rules.ts';
import { NONE } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { rankColumns, stepsBetween } from '../features/ranks.ts';
import { tableRule } from './class-rule.ts';
import type { CompiledRule } from './rule.ts';

/** The mentor's rank minus the participant's lies in [min, max]. */
export function rankRange(rule: RuleOf<'rank-range'>, fields: FieldReader): CompiledRule {
  const { min, max } = rule;
  if (min > max) fields.refuse(`its range runs from ${min} down to ${max}`);
  const ranks = rankColumns(fields, rule.participantField, rule.mentorField);
  const table = pairTable(
    categorise(ranks.mine.values, (rank) => rank),
    categorise(ranks.theirs.values, (rank) => rank),
    (a, b) => Number(a !== NONE && b !== NONE && (b - a < min || b - a > max)),
  );

  return tableRule(table, (participant, mentor) => {
    const steps = stepsBetween(
      ranks,
      ranks.mine.values[participant] as number,
      ranks.theirs.values[mentor] as number,
    );
    return `"${ranks.theirs.field.label}": ${steps}; ${min} to ${max} up are allowed.`;
  });
}
