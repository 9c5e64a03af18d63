import type { DistanceFeature } from './features.ts';

/** Mentors of one location in ascending order of how far they would travel. */
interface Group {
  readonly mentors: Int32Array;
  readonly reach: Float64Array;
}

/** A location of mentors within the limit of a location of participants. */
interface Neighbour {
  readonly group: Group;
  readonly metres: number;
}

/**
 * Finds the mentors within a limit of a participant, and no farther than both would travel together, by location: time in proportion
 * to the locations within the limit and to what is found. Whoever is at no known distance is near.
 */
export class Nearby {
  readonly #between: DistanceFeature;
  readonly #limitMetres: number;
  readonly #groups: readonly Group[];
  readonly #neighbours: (readonly Neighbour[] | undefined)[] = [];

  /** `reach`: metres that each mentor would travel, infinite where it was not said. */
  constructor(between: DistanceFeature, limitMetres: number, mentors: Int32Array, reach: Float64Array) {
    this.#between = between;
    this.#limitMetres = limitMetres;
    const located: number[][] = Array.from({ length: between.mentorLocations }, () => []);
    for (const mentor of mentors) located[between.mentorLocation[mentor] as number]?.push(mentor);
    const reachOf = (mentor: number) => reach[mentor] as number;
    this.#groups = located.map((group) => {
      group.sort((a, b) => (reachOf(a) === reachOf(b) ? a - b : reachOf(a) - reachOf(b)));
      return { mentors: Int32Array.from(group), reach: Float64Array.from(group, reachOf) };
    });
  }

  /** How many are near somebody who would travel `own` metres. */
  count(participant: number, own: number): number {
    let count = 0;
    for (const { group, metres } of this.#around(participant))
      count += group.mentors.length - firstWithin(group, own, metres);
    return count;
  }

  /** Clears their bits. */
  clear(participant: number, own: number, bits: Uint32Array): void {
    for (const { group, metres } of this.#around(participant)) {
      const { mentors } = group;
      for (let place = firstWithin(group, own, metres); place < mentors.length; place += 1) {
        const mentor = mentors[place] as number;
        bits[mentor >>> 5] = (bits[mentor >>> 5] as number) & ~(1 << (mentor & 31));
      }
    }
  }

  #around(participant: number): readonly Neighbour[] {
    const from = this.#between.participantLocation[participant] as number;
    const known = this.#neighbours[from];
    if (known !== undefined) return known;
    const found: Neighbour[] = [];
    this.#groups.forEach((group, to) => {
      const metres = this.#between.metres(from, to);
      if (metres <= this.#limitMetres && group.mentors.length > 0) found.push({ group, metres });
    });
    this.#neighbours[from] = found;
    return found;
  }
}

/** The first of a group who would travel far enough: a binary search. */
function firstWithin({ reach }: Group, own: number, metres: number): number {
  let low = 0;
  let high = reach.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (own + (reach[middle] as number) >= metres) high = middle;
    else low = middle + 1;
  }
  return low;
}
