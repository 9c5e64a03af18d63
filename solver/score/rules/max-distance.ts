import type { RuleOf } from '../../contract/policy/rules.ts';
import type { Side } from '../../contract/identifier.ts';
import { listOf } from '../../contract/programme/programme.ts';
import { numberColumn, optionsColumn } from '../features/columns.ts';
import { distances, metresOf } from '../features/distances.ts';
import { emptyBits, setAll, setBit } from '../features/bits.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { Nearby } from '../features/nearby.ts';
import { categorise } from '../features/pair-table.ts';
import { classRule } from './class-rule.ts';
import type { CompiledRule } from './rule.ts';

/**
 * At most `threshold` kilometres apart, nor farther than both would travel together where both said so, unless both accept an option
 * (video) in their fields.
 */
export function maxDistance(rule: RuleOf<'max-distance'>, fields: FieldReader): CompiledRule {
  const limitMetres = rule.threshold * 1000;
  const between = distances(fields, rule);
  const { participantLimitField, mentorLimitField, unlessBothAccept: way } = rule;
  const reach = reachOf(fields, 'participant', participantLimitField);
  const reachOfMentors = reachOf(fields, 'mentor', mentorLimitField);
  const accepting = acceptance(fields, 'participant', way?.participantField, way?.option);
  const acceptingMentors = acceptance(fields, 'mentor', way?.mentorField, way?.option);
  const mentors = between.mentorLocation.length;
  const everybody = Int32Array.from({ length: mentors }, (_, mentor) => mentor);
  const others = everybody.filter((mentor) => acceptingMentors.people[mentor] === 0);
  const acceptingBits = emptyBits(mentors);
  for (const mentor of everybody) if (acceptingMentors.people[mentor] === 1) setBit(acceptingBits, mentor);
  const near = new Nearby(between, limitMetres, everybody, reachOfMentors);
  const nearOthers = new Nearby(between, limitMetres, others, reachOfMentors);
  const classes = categorise(
    fields.features.participants.applications.map((_, participant) => participant),
    (participant) =>
      `${between.participantLocation[participant]} ${reach[participant]} ${accepting.people[participant]}`,
  );

  return classRule({
    classOf: classes.of,
    classes: classes.values.length,
    mentors,
    fill(participantClass, bits) {
      const participant = classes.values[participantClass] as number;
      setAll(bits, mentors);
      near.clear(participant, reach[participant] as number, bits);
      if (accepting.people[participant] === 0) return;
      for (let word = 0; word < bits.length; word += 1)
        bits[word] = (bits[word] as number) & ~(acceptingBits[word] as number);
    },
    blocked(participantClass) {
      const participant = classes.values[participantClass] as number;
      const own = reach[participant] as number;
      if (accepting.people[participant] === 0) return mentors - near.count(participant, own);
      return others.length - nearOthers.count(participant, own);
    },
    blocks(participant, mentor) {
      const apart = metresOf(between, participant, mentor);
      const together = (reach[participant] as number) + (reachOfMentors[mentor] as number);
      if (apart <= limitMetres && apart <= together) return false;
      return ((accepting.people[participant] as number) & (acceptingMentors.people[mentor] as number)) === 0;
    },
    reason(participant, mentor) {
      const metres = metresOf(between, participant, mentor);
      const km = Math.round(metres / 1000);
      const together = Math.round(
        ((reach[participant] as number) + (reachOfMentors[mentor] as number)) / 1000,
      );
      const unless = way ? `, and not both chose ${accepting.label}` : '';
      const limit =
        metres > limitMetres
          ? `which is more than ${rule.threshold} km`
          : `but together they would travel at most ${together} km`;
      return `About ${km} km apart, ${limit}${unless}.`;
    },
  });
}

/** Metres that everybody would travel; no end of them where it was not said or no field asks. */
function reachOf(fields: FieldReader, side: Side, field: string | undefined): Float64Array {
  if (field === undefined) return new Float64Array(fields.people(side).applications.length).fill(Infinity);
  return Float64Array.from(numberColumn(fields, side, field).values, (km) =>
    Number.isNaN(km) ? Infinity : km * 1000,
  );
}

/** Who chose the option (1), and its label; nobody where no field asks. */
function acceptance(fields: FieldReader, side: Side, fieldId?: string, option?: string) {
  if (fieldId === undefined || option === undefined)
    return { people: new Uint8Array(fields.people(side).applications.length), label: '' };
  const column = optionsColumn(fields, side, fieldId);
  const list = listOf(fields.features.programme, column.field);
  const offered = list?.options.find(({ id }) => id === option);
  if (offered === undefined) fields.refuse(`"${column.field.label}" does not offer "${option}"`);
  const number = fields.features.optionNumber.get(option) as number;
  const people = Uint8Array.from(column.values, (chosen) => Number(chosen.includes(number)));
  return { people, label: `"${offered.label}"` };
}
