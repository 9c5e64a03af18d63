import type { Cohort } from '../../contract/cohort.ts';
import type { Programme } from '../../contract/programme/programme.ts';
import { Memo } from './memo.ts';
import { orderPeople } from './people.ts';
import type { People } from './people.ts';

/** Everybody's location as a number among the distinct ones of the side, and how far apart two of them are. */
export interface DistanceFeature {
  readonly participantLocation: Int32Array;
  readonly mentorLocation: Int32Array;
  readonly participantLocations: number;
  readonly mentorLocations: number;
  /** Whole metres between a participants' location and a mentors' location; -1 where nothing is known. */
  metres(from: number, to: number): number;
}

/** Keys of names, e-mail addresses and employers, and who goes by them. */
export type NameIndex = ReadonlyMap<string, readonly number[]>;

/** The people of a cohort and what measures and rules share about them. */
export interface Features {
  readonly programme: Programme;
  readonly participants: People;
  readonly mentors: People;
  /** Every option id of the programme and its number: two lists that use one id mean one thing by it. */
  readonly optionNumber: ReadonlyMap<string, number>;
  readonly placeNumber: ReadonlyMap<string, number>;
  readonly distances: Memo<DistanceFeature>;
  readonly names: Memo<NameIndex>;
}

export function createFeatures(cohort: Cohort, programme: Programme): Features {
  const optionIds = Object.values(programme.lists).flatMap((list) => list.options.map((option) => option.id));
  return {
    programme,
    participants: orderPeople('participant', programme.participant, cohort.participants),
    mentors: orderPeople('mentor', programme.mentor, cohort.mentors),
    optionNumber: numbered(new Set(optionIds)),
    placeNumber: numbered(programme.geography.places.map((place) => place.id)),
    distances: new Memo(4),
    names: new Memo(4),
  };
}

function numbered(ids: Iterable<string>): ReadonlyMap<string, number> {
  return new Map([...ids].map((id, number) => [id, number]));
}
