import type { RuleOf } from '../../contract/policy/rules.ts';
import type { Side } from '../../contract/identifier.ts';
import { listOf } from '../../contract/programme/programme.ts';
import { numberColumn, optionsColumn } from '../features/columns.ts';
import { setBit } from '../features/bits.ts';
import { distances, metresOf } from '../features/distances.ts';
import type { FieldReader } from '../features/field-reader.ts';
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
  const reach = reaches(rule, fields);
  const { unlessBothAccept: way } = rule;
  const accepting = way && acceptance(fields, 'participant', way.participantField, way.option);
  const acceptingMentors = way && acceptance(fields, 'mentor', way.mentorField, way.option);
  const mentors = fields.features.mentors.applications.length;
  const isFar = (participant: number, mentor: number, apart: number) => {
    if (accepting?.people[participant] === 1 && acceptingMentors?.people[mentor] === 1) return false;
    if (apart > limitMetres || reach === undefined) return apart > limitMetres;
    // Nothing is more than NaN, so who did not say how far is held to the threshold alone.
    return apart > (reach.participants[participant] as number) + (reach.mentors[mentor] as number);
  };
  const classes = categorise(
    fields.features.participants.applications.map((_, participant) => participant),
    (participant) =>
      `${between.participantLocation[participant]} ${reach?.participants[participant]} ${accepting?.people[participant]}`,
  );

  return classRule({
    classOf: classes.of,
    classes: classes.values.length,
    mentors,
    fill(participantClass, bits) {
      const participant = classes.values[participantClass] as number;
      const from = between.participantLocation[participant] as number;
      const metres = Int32Array.from({ length: between.mentorLocations }, (_, to) =>
        between.metres(from, to),
      );
      for (let mentor = 0; mentor < mentors; mentor += 1) {
        const apart = metres[between.mentorLocation[mentor] as number] as number;
        if (isFar(participant, mentor, apart)) setBit(bits, mentor);
      }
    },
    blocks: (participant, mentor) => isFar(participant, mentor, metresOf(between, participant, mentor)),
    reason(participant, mentor) {
      const metres = metresOf(between, participant, mentor);
      const km = Math.round(metres / 1000);
      const unless = accepting ? `, and not both chose ${accepting.label}` : '';
      const limit =
        metres > limitMetres || reach === undefined
          ? `which is more than ${rule.threshold} km`
          : `but together they would travel at most ${reachKm(reach, participant, mentor)} km`;
      return `About ${km} km apart, ${limit}${unless}.`;
    },
  });
}

/** Metres that everybody would travel, by number; NaN where it was not said. */
interface Reaches {
  readonly participants: Float64Array;
  readonly mentors: Float64Array;
}

function reaches(rule: RuleOf<'max-distance'>, fields: FieldReader): Reaches | undefined {
  const { participantLimitField, mentorLimitField } = rule;
  if (participantLimitField === undefined || mentorLimitField === undefined) return undefined;
  const metresFor = (side: Side, field: string) =>
    Float64Array.from(numberColumn(fields, side, field).values, (km) => km * 1000);
  return {
    participants: metresFor('participant', participantLimitField),
    mentors: metresFor('mentor', mentorLimitField),
  };
}

function reachKm({ participants, mentors }: Reaches, participant: number, mentor: number): number {
  return Math.round(((participants[participant] as number) + (mentors[mentor] as number)) / 1000);
}

/** Who chose the option (1), and its label. */
function acceptance(fields: FieldReader, side: Side, fieldId: string, option: string) {
  const column = optionsColumn(fields, side, fieldId);
  const list = listOf(fields.features.programme, column.field);
  const offered = list?.options.find(({ id }) => id === option);
  if (offered === undefined) fields.refuse(`"${column.field.label}" does not offer "${option}"`);
  const number = fields.features.optionNumber.get(option) as number;
  const people = Uint8Array.from(column.values, (chosen) => Number(chosen.includes(number)));
  return { people, label: `"${offered.label}"` };
}
