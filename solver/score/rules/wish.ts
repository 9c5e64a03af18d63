import type { RuleOf } from '../../contract/policy/rules.ts';
import { listOf } from '../../contract/programme/programme.ts';
import { NONE, choiceColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { optionLabel } from '../features/phrase.ts';
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
  const offers = Int32Array.from(theirs.values);

  return {
    row(participant, blocked) {
      const [wished, own] = [wishes.values[participant], mine.values[participant] as number];
      if (own === NONE || (wished !== same && wished !== different)) return void blocked.fill(0);
      const blockedWhenEqual = Number(wished === different);
      for (let mentor = 0; mentor < offers.length; mentor += 1) {
        const option = offers[mentor] as number;
        blocked[mentor] = option === NONE ? 0 : Number(option === own) === blockedWhenEqual ? 1 : 0;
      }
    },
    reason(participant, mentor) {
      const label = optionLabel(fields.features, theirs.field, theirs.values[mentor] as number);
      const wished = wishes.values[participant] === same ? 'the same' : 'a different one';
      return `"${theirs.field.label}" of ${theirs.who} is ${label}, and ${mine.who} asked for ${wished}.`;
    },
  };
}
