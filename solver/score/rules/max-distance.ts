import type { RuleOf } from '../../contract/policy/rules.ts';
import type { Side } from '../../contract/identifier.ts';
import { listOf } from '../../contract/programme/programme.ts';
import { numberColumn, optionsColumn } from '../features/columns.ts';
import { distanceTable, distances, metresOf } from '../features/distances.ts';
import type { DistanceFeature } from '../features/features.ts';
import type { FieldReader } from '../features/field-reader.ts';
import type { CompiledRule } from './rule.ts';

/**
 * At most `threshold` kilometres apart, nor farther than both would travel together where both said so, unless both accept an option
 * (video) in their fields.
 */
export function maxDistance(rule: RuleOf<'max-distance'>, fields: FieldReader): CompiledRule {
  const limitMetres = rule.threshold * 1000;
  const between = distances(fields, rule);
  const table = distanceTable(between, (metres) => (metres > limitMetres ? 1 : 0));
  const reach = reaches(rule, fields);
  const { unlessBothAccept: way } = rule;
  const accepting = way && acceptance(fields, 'participant', way.participantField, way.option);
  const acceptingMentors = way && acceptance(fields, 'mentor', way.mentorField, way.option);

  return {
    row(participant, blocked) {
      table.row(participant, blocked);
      if (reach) blockBeyondReach(between, reach, participant, blocked);
      if (accepting?.people.has(participant))
        acceptingMentors?.people.forEach((mentor) => (blocked[mentor] = 0));
    },
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
  };
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

/** Nothing is more than NaN, so who did not say how far is not blocked here. */
function blockBeyondReach(
  { metres, mentorLocation, mentorLocations, participantLocation }: DistanceFeature,
  { participants, mentors }: Reaches,
  participant: number,
  blocked: Uint8Array,
): void {
  const own = participants[participant] as number;
  if (Number.isNaN(own)) return;
  const row = (participantLocation[participant] as number) * mentorLocations;
  for (let mentor = 0; mentor < mentors.length; mentor += 1) {
    const apart = metres[row + (mentorLocation[mentor] as number)] as number;
    if (apart > own + (mentors[mentor] as number)) blocked[mentor] = 1;
  }
}

function reachKm({ participants, mentors }: Reaches, participant: number, mentor: number): number {
  return Math.round(((participants[participant] as number) + (mentors[mentor] as number)) / 1000);
}

/** Who chose the option, and its label. */
function acceptance(fields: FieldReader, side: Side, fieldId: string, option: string) {
  const column = optionsColumn(fields, side, fieldId);
  const list = listOf(fields.features.programme, column.field);
  const offered = list?.options.find(({ id }) => id === option);
  if (offered === undefined) fields.refuse(`"${column.field.label}" does not offer "${option}"`);
  const number = fields.features.optionNumber.get(option) as number;
  const people = new Set(
    column.values.flatMap((chosen, person) => (chosen.includes(number) ? [person] : [])),
  );
  return { people, label: `"${offered.label}"` };
}
