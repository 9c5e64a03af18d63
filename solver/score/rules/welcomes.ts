import type { RuleOf } from '../../contract/policy/rules.ts';
import { optionsColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { listed, optionLabel } from '../features/phrase.ts';
import { postings, whoever } from '../features/postings.ts';
import type { CompiledRule } from './rule.ts';

/** One of the participant's options is among those that the mentor welcomes; an empty list welcomes all. */
export function welcomes(rule: RuleOf<'welcomes'>, fields: FieldReader): CompiledRule {
  const mine = rule.participantFields.map((field) => optionsColumn(fields, 'participant', field));
  const theirs = optionsColumn(fields, 'mentor', rule.mentorField);
  const choosy = whoever(theirs.values, (options) => options.length > 0);
  const welcoming = postings(theirs.values, fields.features.optionNumber.size);
  const optionsOf = (participant: number) => mine.flatMap(({ values }) => values[participant] ?? []);

  return {
    row(participant, blocked) {
      blocked.fill(0);
      const options = optionsOf(participant);
      if (options.length === 0) return;
      for (const mentor of choosy) blocked[mentor] = 1;
      for (const option of options) for (const mentor of welcoming[option] ?? []) blocked[mentor] = 0;
    },
    reason(_, mentor) {
      const options = theirs.values[mentor] as readonly number[];
      const labels = theirs.field.confidential
        ? 'answers given in confidence'
        : listed(options.map((option) => optionLabel(fields.features, theirs.field, option)));
      const asked = listed(mine.map(({ field }) => `"${field.label}"`));
      return `For ${asked}, ${theirs.who} welcomes only ${labels}.`;
    },
  };
}
