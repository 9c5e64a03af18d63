import type { StructuredPeople } from './structured-people.ts';
import { REGIONS } from './structured-people.ts';

/** What the best value of each criterion adds to a score. */
export interface Weights {
  readonly goals: number;
  readonly region: number;
  readonly libraryType: number;
  readonly level: number;
  readonly language: number;
}

/** All scores are multiples of 10: many ties, and a bound may be rounded down to a multiple. */
export const ROUND_WEIGHTS: Weights = {
  goals: 400,
  region: 200,
  libraryType: 150,
  level: 150,
  language: 100,
};
/** The scores share no divisor. */
export const PRIME_WEIGHTS: Weights = {
  goals: 397,
  region: 199,
  libraryType: 151,
  level: 149,
  language: 101,
};

const GOAL_SHARES = [0.5, 0.3, 0.2];
const REGION_SHARES = [1, 0.5, 0.25];
/** By how far the mentor's level is above the participant's. */
const LEVEL_SHARES = [2 / 3, 1, 2 / 3, 1 / 3, 0];
const CONFLICT_SHARE = 0.02;

/** The score of a pair, or -1 where the pair is not allowed. */
export type PairScore = (participant: number, mentor: number) => number;

/**
 * Three ordered goals against five topics, regions by their distance on a ring, library type, gap of levels, a common language.
 * Not allowed: the same employer, a mentor below the participant's level, another region where the participant is bound, and two
 * pairs of a hundred that declared a conflict.
 */
export function structuredScore(
  { participants, mentors }: StructuredPeople,
  weights: Weights,
  seed: number,
): PairScore {
  const expertise = expertiseBits(mentors.topics);
  const goalShare = Float64Array.from(GOAL_SHARES, (share) => share * weights.goals);
  const regionWorth = Float64Array.from({ length: REGIONS * REGIONS }, (_, cell) => {
    const apart = Math.abs((cell % REGIONS) - Math.floor(cell / REGIONS));
    return weights.region * (REGION_SHARES[Math.min(apart, REGIONS - apart)] ?? 0);
  });
  const levelWorth = Float64Array.from(LEVEL_SHARES, (share) => share * weights.level);
  return (participant, mentor) => {
    const gap = (mentors.level[mentor] as number) - (participants.level[participant] as number);
    const region = participants.region[participant] as number;
    const mentorRegion = mentors.region[mentor] as number;
    if (gap < 0 || participants.employer[participant] === mentors.employer[mentor]) return -1;
    if (participants.boundToRegion[participant] === 1 && region !== mentorRegion) return -1;
    if (inConflict(participant, mentor, seed)) return -1;
    let worth = (levelWorth[gap] as number) + (regionWorth[region * REGIONS + mentorRegion] as number);
    const known = expertise[mentor] as number;
    for (let place = 0; place < 3; place += 1) {
      if (((known >>> (participants.topics[3 * participant + place] as number)) & 1) === 1)
        worth += goalShare[place] as number;
    }
    if (participants.libraryType[participant] === mentors.libraryType[mentor]) worth += weights.libraryType;
    if (((participants.languages[participant] as number) & (mentors.languages[mentor] as number)) !== 0)
      worth += weights.language;
    return Math.round(worth);
  };
}

function expertiseBits(topics: Uint8Array): Int32Array {
  const bits = new Int32Array(topics.length / 5);
  for (const [place, topic] of topics.entries()) {
    const mentor = Math.floor(place / 5);
    bits[mentor] = (bits[mentor] as number) | (1 << topic);
  }
  return bits;
}

/** A draw that belongs to the pair, so that dense and sparse instances can ask in any order (the finaliser of MurmurHash3). */
function inConflict(participant: number, mentor: number, seed: number): boolean {
  let mixed = Math.imul(participant + 1, 0x9e3779b1) ^ Math.imul(mentor + 1, 0x85ebca6b) ^ seed;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32 < CONFLICT_SHARE;
}
