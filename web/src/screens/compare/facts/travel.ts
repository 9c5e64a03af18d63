import type { CohortDetail, MatchSet } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Place } from '#solver/contract/programme/places.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { pairsOf } from '../comparison.ts';

const EARTH_RADIUS_KM = 6371;

/** Great-circle distance between the centres of two places (haversine formula; Sinnott, Sky and Telescope 68, 1984). */
export function kilometresBetween(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

export interface Journey {
  participant: string;
  mentor: string;
  km: number;
}

/** Where people are: their place, by the fields that the policy measures distance with. */
export class Whereabouts {
  readonly #placeOf: ReadonlyMap<string, Place>;

  /** Undefined where the policy measures no distance between places. */
  static of(policy: Policy, programme: Programme, cohort: CohortDetail): Whereabouts | undefined {
    const criterion = policy.criteria.find((one) => one.kind === 'distance');
    if (criterion?.kind !== 'distance' || !criterion.participantField || !criterion.mentorField)
      return undefined;
    const places = new Map(programme.geography.places.map((place) => [place.id, place]));
    const placed = (people: CohortDetail['mentorPeople'], field: string) =>
      people.flatMap(({ id, values }) => {
        const place = places.get(String(values[field] ?? ''));
        return place ? [[id, place] as const] : [];
      });
    return new Whereabouts(
      new Map([
        ...placed(cohort.participantPeople, criterion.participantField),
        ...placed(cohort.mentorPeople, criterion.mentorField),
      ]),
    );
  }

  private constructor(placeOf: ReadonlyMap<string, Place>) {
    this.#placeOf = placeOf;
  }

  /** The ways between the people of each pair whose places are known, the longest first. */
  journeys(set: MatchSet): Journey[] {
    return pairsOf(set)
      .flatMap(({ participant, mentor }) => {
        const [from, to] = [this.#placeOf.get(participant), this.#placeOf.get(mentor)];
        return from && to ? [{ participant, mentor, km: kilometresBetween(from, to) }] : [];
      })
      .toSorted((a, b) => b.km - a.km);
  }
}

export interface TravelFacts {
  known: number;
  median: number;
  mean: number;
  longest: Journey | undefined;
  /** Pairs of the same place. */
  none: number;
  /** Pairs farther apart than `FAR_KM`. */
  far: number;
}

export const FAR_KM = 100;

/** Of journeys with the longest first. */
export function travelFacts(journeys: readonly Journey[]): TravelFacts {
  const middle = journeys.length / 2;
  const median = ((journeys[Math.ceil(middle) - 1]?.km ?? 0) + (journeys[Math.floor(middle)]?.km ?? 0)) / 2;
  const sum = journeys.reduce((all, { km }) => all + km, 0);
  return {
    known: journeys.length,
    median,
    mean: journeys.length === 0 ? 0 : sum / journeys.length,
    longest: journeys[0],
    none: journeys.filter(({ km }) => km === 0).length,
    far: journeys.filter(({ km }) => km > FAR_KM).length,
  };
}
