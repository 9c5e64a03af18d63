import type { CriterionOf } from '../../contract/policy/criteria.ts';
import type { Side } from '../../contract/identifier.ts';
import { namesColumn } from '../features/columns.ts';
import type { Column, FieldReader } from '../features/field-reader.ts';
import { mentioned, peopleByName } from '../features/names.ts';
import { capitalised, noAnswer, ordinal } from '../features/phrase.ts';
import type { Measure } from './measure.ts';

interface Wishes {
  readonly column: Column<readonly string[]>;
  /** For each person the people named and the best place, counted from 0. */
  readonly placeOf: readonly ReadonlyMap<number, number>[];
}

/** Points of the best place at which one of the two names the other; 0 where somebody else is named. */
export function preference(criterion: CriterionOf<'preference'>, fields: FieldReader): Measure {
  const { participantField, mentorField, places, whenMissing } = criterion;
  if (participantField === undefined && mentorField === undefined) fields.refuse('it names no field');
  const mine = participantField === undefined ? undefined : wishesOf(fields, 'participant', participantField);
  const theirs = mentorField === undefined ? undefined : wishesOf(fields, 'mentor', mentorField);
  const names = (wishes: Wishes | undefined, person: number) =>
    (wishes?.column.values[person]?.length ?? 0) > 0;
  const placesOf = (participant: number, mentor: number) => ({
    own: mine?.placeOf[participant]?.get(mentor) ?? Infinity,
    other: theirs?.placeOf[mentor]?.get(participant) ?? Infinity,
  });
  const best = bestPlaces(fields, mine, theirs);
  const pointsAt = (place: number) => places[place] ?? 0;

  const at = (participant: number, mentor: number) => {
    const place = best[participant]?.get(mentor);
    if (place !== undefined) return pointsAt(place);
    return names(mine, participant) || names(theirs, mentor) ? 0 : whenMissing;
  };

  return {
    at,
    add(participant, mentors, { begin, end }, times, sums) {
      const nobody = best[participant]?.size === 0;
      if (nobody && (whenMissing === 0 || names(mine, participant))) return;
      for (let pair = begin; pair < end; pair += 1)
        sums[pair] = (sums[pair] as number) + times * at(participant, mentors[pair] as number);
    },
    explain(participant, mentor) {
      const columns = [mine, theirs].flatMap((wishes) => (wishes ? [wishes.column] : []));
      const silent = [mine?.column.values[participant], theirs?.column.values[mentor]];
      if (silent.every((names) => (names?.length ?? 0) === 0))
        return { sentence: noAnswer(columns, whenMissing), missing: true };
      if (columns.some(({ field }) => field.confidential))
        return { sentence: 'Named wishes are counted in confidence.', missing: false };
      const { own, other } = placesOf(participant, mentor);
      if (Math.min(own, other) === Infinity)
        return { sentence: 'Neither names the other among the people wished for.', missing: false };
      const { participants, mentors } = fields.features;
      const [from, to] = own <= other ? [participants.who, mentors.who] : [mentors.who, participants.who];
      const place = ordinal(Math.min(own, other) + 1);
      return { sentence: capitalised(`${from} names ${to} in ${place} place.`), missing: false };
    },
  };
}

function wishesOf(fields: FieldReader, side: Side, field: string): Wishes {
  const column = namesColumn(fields, side, field);
  const other = side === 'participant' ? 'mentor' : 'participant';
  const placeOf = mentioned(column, [peopleByName(fields, other)]).map((entries) => {
    const best = new Map<number, number>();
    entries.forEach((people, place) => {
      for (const person of people) if (!best.has(person)) best.set(person, place);
    });
    return best;
  });
  return { column, placeOf };
}

/** For each participant the mentors who are named or who name, with the better place. */
function bestPlaces(fields: FieldReader, mine?: Wishes, theirs?: Wishes): ReadonlyMap<number, number>[] {
  const best = fields.features.participants.applications.map(
    (_, participant) => new Map(mine?.placeOf[participant] ?? []),
  );
  theirs?.placeOf.forEach((named, mentor) => {
    for (const [participant, place] of named) {
      const row = best[participant];
      row?.set(mentor, Math.min(place, row.get(mentor) ?? Infinity));
    }
  });
  return best;
}
