import type { RuleOf } from '../../contract/policy/rules.ts';
import { numberColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { capitalised } from '../features/phrase.ts';
import { onSide } from './person-rule.ts';
import type { CompiledRule } from './rule.ts';

/**
 * At least `threshold` cycles lie between the year and the programme's cycle, neither of the two counted: the class of 2025 waits through 2026
 * and is free in 2027 at a threshold of 1. Without a year there is no wait.
 */
export function wait(rule: RuleOf<'wait'>, fields: FieldReader): CompiledRule {
  const { field, who, values } = numberColumn(fields, rule.side, rule.field);
  const { cycle } = fields.features.programme;
  return onSide(fields, rule.side, (person) => {
    const year = values[person] as number;
    if (Number.isNaN(year) || cycle - year - 1 >= rule.threshold) return undefined;
    const stated = field.confidential ? '' : ` ${year}`;
    const cycles = `${rule.threshold} ${rule.threshold === 1 ? 'cycle' : 'cycles'}`;
    return capitalised(`${who} waits ${cycles} after "${field.label}"${stated}; this cycle is ${cycle}.`);
  });
}
