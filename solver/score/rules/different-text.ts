import type { RuleOf } from '../../contract/policy/rules.ts';
import { textColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { emailKey, normaliseName } from '../features/normalise.ts';
import { listRule } from './list-rule.ts';
import type { CompiledRule } from './rule.ts';

/** The two texts differ: e-mail addresses as such, everything else as names. */
export function differentText(rule: RuleOf<'different-text'>, fields: FieldReader): CompiledRule {
  const mine = textColumn(fields, 'participant', rule.participantField);
  const theirs = textColumn(fields, 'mentor', rule.mentorField);
  const keyOf = [mine, theirs].some(({ field }) => field.kind === 'email') ? emailKey : normaliseName;
  const [ownKeys, theirKeys] = [mine, theirs].map(({ values }) => values.map(keyOf)) as [string[], string[]];
  const mentorsWith = new Map<string, number[]>();
  theirKeys.forEach((key, mentor) => {
    const known = mentorsWith.get(key);
    if (known) known.push(mentor);
    else mentorsWith.set(key, [mentor]);
  });
  const sameAs = ownKeys.map((key) => (key === '' ? [] : (mentorsWith.get(key) ?? [])));

  return listRule(sameAs, theirs.values.length, {
    blocks: (participant, mentor) =>
      ownKeys[participant] === theirKeys[mentor] && ownKeys[participant] !== '',
    reason(participant) {
      const hidden = mine.field.confidential || theirs.field.confidential;
      const value = hidden ? '' : ` (${mine.values[participant]})`;
      return `"${mine.field.label}" is the same for both${value}.`;
    },
  });
}
