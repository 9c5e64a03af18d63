import type { RuleOf } from '../../contract/policy/rules.ts';
import { listOf } from '../../contract/programme/programme.ts';
import { NONE, choiceColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { categorise, pairTable } from '../features/pair-table.ts';
import { optionLabel } from '../features/phrase.ts';
import { tableRule } from './class-rule.ts';
import type { CompiledRule } from './rule.ts';

/** The mentor's option is the participant's where "same" was wished for, and is not where "different" was. */
export function wish(rule: RuleOf<'wish'>, fields: FieldReader): CompiledRule {
  const wishes = choiceColumn(fields, 'participant', rule.wishField);
  const mine = choiceColumn(fields, 'participant', rule.participantField);
  const theirs = choiceColumn(fields, 'mentor', rule.mentorField);
  const offered = listOf(fields.features.programme, wishes.field)?.options.map((option) => option.id);
  const numberOf = (id: string): number =>
    offered?.includes(id)
      ? (fields.features.optionNumber.get(id) as number)
      : fields.refuse(`"${wishes.field.label}" does not offer "${id}"`);
  const [same, different] = [numberOf(rule.same), numberOf(rule.different)];
  const asked = wishes.values.map((wished, participant) => ({
    wished,
    own: wished === same || wished === different ? (mine.values[participant] as number) : NONE,
  }));
  const table = pairTable(
    categorise(asked, ({ wished, own }) => (own === NONE ? NONE : `${wished} ${own}`)),
    categorise(theirs.values, (option) => option),
    ({ wished, own }, option) =>
      Number(own !== NONE && option !== NONE && (option === own) === (wished === different)),
  );

  return tableRule(table, (participant, mentor) => {
    const label = optionLabel(fields.features, theirs.field, theirs.values[mentor] as number);
    const wished = wishes.values[participant] === same ? 'the same' : 'a different one';
    return `"${theirs.field.label}" of ${theirs.who} is ${label}, and ${mine.who} asked for ${wished}.`;
  });
}
