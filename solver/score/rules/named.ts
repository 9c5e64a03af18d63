import type { RuleOf } from '../../contract/policy/rules.ts';
import type { Side } from '../../contract/identifier.ts';
import { namesColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { mentioned, peopleByEmployer, peopleByName } from '../features/names.ts';
import { listed } from '../features/phrase.ts';
import { listRule } from './list-rule.ts';
import type { CompiledRule } from './rule.ts';

/** Nobody is paired with a person or an employer that either of them names. The sentence does not say who named whom. */
export function named(rule: RuleOf<'named'>, fields: FieldReader): CompiledRule {
  const barred = fields.features.participants.applications.map(() => new Set<number>());
  mentions(fields, 'participant', rule.participantFields).forEach((mentors, participant) => {
    for (const mentor of mentors) barred[participant]?.add(mentor);
  });
  mentions(fields, 'mentor', rule.mentorFields).forEach((participants, mentor) => {
    for (const participant of participants) barred[participant]?.add(mentor);
  });
  const lists = barred.map((mentors) => [...mentors]);
  const labels = [...fieldLabels(fields, 'participant', rule), ...fieldLabels(fields, 'mentor', rule)];
  const asked = listed([...new Set(labels)].map((label) => `"${label}"`));

  return listRule(lists, fields.features.mentors.applications.length, {
    blocks: (participant, mentor) => barred[participant]?.has(mentor) === true,
    reason: () => `One of the two names the other, or the other's employer, under ${asked}.`,
  });
}

/** For each person of a side the people of the other side whom these fields name. */
function mentions(fields: FieldReader, side: Side, fieldIds: readonly string[]): readonly number[][] {
  const other = side === 'participant' ? 'mentor' : 'participant';
  const indexes = [peopleByName(fields, other), peopleByEmployer(fields, other)];
  const columns = fieldIds.map((field) => mentioned(namesColumn(fields, side, field), indexes));
  return fields
    .people(side)
    .applications.map((_, person) => columns.flatMap((lists) => lists[person]?.flat() ?? []));
}

function fieldLabels(fields: FieldReader, side: Side, rule: RuleOf<'named'>): string[] {
  const ids = side === 'participant' ? rule.participantFields : rule.mentorFields;
  return ids.map((id) => fields.field(side, id, ['people']).label);
}
