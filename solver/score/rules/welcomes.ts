import type { RuleOf } from '../../contract/policy/rules.ts';
import { optionsColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { listed, optionLabel } from '../features/phrase.ts';
import { tableRule } from './class-rule.ts';
import type { CompiledRule } from './rule.ts';

/** One of the participant's options is among those that the mentor welcomes; an empty list welcomes all. */
export function welcomes(rule: RuleOf<'welcomes'>, fields: FieldReader): CompiledRule {
  const mine = rule.participantFields.map((field) => optionsColumn(fields, 'participant', field));
  const theirs = optionsColumn(fields, 'mentor', rule.mentorField);
  const asking = fields.features.participants.applications.map((_, participant) =>
    mine.flatMap(({ values }) => values[participant] ?? []),
  );
  const keyOf = (options: readonly number[]) => [...new Set(options)].sort((a, b) => a - b).join();
  const table = pairTable(categorise(asking, keyOf), categorise(theirs.values, keyOf), (options, welcomed) =>
    Number(options.length > 0 && welcomed.length > 0 && !options.some((option) => welcomed.includes(option))),
  );

  return tableRule(table, (_, mentor) => {
    const options = theirs.values[mentor] as readonly number[];
    const labels = theirs.field.confidential
      ? 'answers given in confidence'
      : listed(options.map((option) => optionLabel(fields.features, theirs.field, option)));
    const asked = listed(mine.map(({ field }) => `"${field.label}"`));
    return `For ${asked}, ${theirs.who} welcomes only ${labels}.`;
  });
}
