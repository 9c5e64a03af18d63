import type { Application } from '#solver/contract/cohort.ts';
import type { Criterion, CriterionOf } from '#solver/contract/policy/criteria.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { geoDistance } from 'd3-geo';
import { counted } from '../../../parts/counted.ts';

type People = readonly Pick<Application, 'values'>[];

/** The two sides of a cohort, and the programme that their answers belong to. */
export interface MeasuredCohort {
  participants: People;
  mentors: People;
  programme: Pick<Programme, 'cycle' | 'geography'>;
}

/** The ends of what a measure comes to in this cohort, in words. */
export interface Reach {
  least: string;
  most: string;
}

/** How far each measure that has a range reaches in this cohort, by criterion. */
export function reachesOf(criteria: readonly Criterion[], cohort: MeasuredCohort): Map<string, Reach> {
  const reaches = new Map<string, Reach>();
  for (const criterion of criteria) {
    const words = reachWords(criterion, cohort);
    if (words !== undefined) reaches.set(criterion.id, words);
  }
  return reaches;
}

function reachWords(criterion: Criterion, cohort: MeasuredCohort): Reach | undefined {
  if (criterion.kind === 'gap') return gapWords(criterion, cohort);
  if (criterion.kind === 'waiting') return waitingWords(criterion, cohort);
  return criterion.kind === 'distance' ? distanceWords(criterion, cohort) : undefined;
}

function rangeOf(numbers: readonly number[]): [number, number] | undefined {
  return numbers.length === 0 ? undefined : [Math.min(...numbers), Math.max(...numbers)];
}

function numbersIn(people: People, field: string): number[] {
  return people.map(({ values }) => values[field]).filter((value) => typeof value === 'number');
}

function gapWords(
  { participantField, mentorField }: CriterionOf<'gap'>,
  { participants, mentors }: MeasuredCohort,
): Reach | undefined {
  const theirs = rangeOf(numbersIn(participants, participantField));
  const other = rangeOf(numbersIn(mentors, mentorField));
  if (!theirs || !other) return undefined;
  return {
    least: `from ${aheadWords(other[0] - theirs[1])}`,
    most: `to ${aheadWords(other[1] - theirs[0])}`,
  };
}

/** "the mentor 23 ahead" */
function aheadWords(gap: number): string {
  const size = Math.round(Math.abs(gap));
  if (size === 0) return 'both alike';
  return `the ${gap < 0 ? 'participant' : 'mentor'} ${size} ahead`;
}

function waitingWords(
  { participantField }: CriterionOf<'waiting'>,
  { participants, programme }: MeasuredCohort,
): Reach | undefined {
  const waited = numbersIn(participants, participantField).map((year) => Math.max(0, programme.cycle - year));
  const range = rangeOf([0, ...waited]);
  return range && { least: 'from no wait', most: `to ${counted(range[1], 'cycle')} waited` };
}

/** Mean radius of the Earth. */
const EARTH_RADIUS_KM = 6371;

/** Between the places that people name, wherever they say more exactly: the ends of a scale need no more. */
function distanceWords(
  { participantField, mentorField }: CriterionOf<'distance'>,
  { participants, mentors, programme }: MeasuredCohort,
): Reach | undefined {
  const places = new Map(programme.geography.places.map((place) => [place.id, place]));
  const points = (people: People, field: string) => {
    const ids = new Set(people.map(({ values }) => values[field]));
    const named = [...ids].flatMap((id) => (typeof id === 'string' ? (places.get(id) ?? []) : []));
    return named.map(({ longitude, latitude }): [number, number] => [longitude, latitude]);
  };
  const from = points(participants, participantField);
  const to = points(mentors, mentorField);
  const range = rangeOf(from.flatMap((a) => to.map((b) => geoDistance(a, b) * EARTH_RADIUS_KM)));
  return range && { least: `from ${Math.round(range[0])} km apart`, most: `to ${Math.round(range[1])} km` };
}
