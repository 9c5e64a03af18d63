import { createRandom } from '#solver/simulate/random.ts';
import { PairList, people, pureProblem } from './instance.ts';
import type { Instance } from './instance.ts';
import { REGIONS, structuredPeople } from './structured-people.ts';
import type { Shape, StructuredPeople } from './structured-people.ts';
import { ROUND_WEIGHTS, structuredScore } from './structured-score.ts';
import type { Weights } from './structured-score.ts';

/** A structured instance keeps its people: quotas are about their regions, types and levels. */
export interface StructuredInstance extends Instance {
  readonly people: StructuredPeople;
}

/** Every allowed pair of a structured cohort. */
export function structuredDense(
  participants: number,
  shape: Shape,
  seed: number,
  weights: Weights = ROUND_WEIGHTS,
): StructuredInstance {
  const cohort = structuredPeople(participants, shape, seed);
  const mentors = cohort.mentors.level.length;
  const scoreOf = structuredScore(cohort, weights, seed);
  const pairs = new PairList(participants * mentors);
  for (let participant = 0; participant < participants; participant += 1) {
    for (let mentor = 0; mentor < mentors; mentor += 1) {
      const score = scoreOf(participant, mentor);
      if (score >= 0) pairs.push(participant, mentor, score);
    }
  }
  return assemble(`structured ${shape}`, `structured ${participants} x ${mentors} ${shape}`, cohort, pairs);
}

/**
 * About `candidates` allowed pairs for each participant, half of them from the own region. Fewer where the region has too few
 * mentors of the level, or where the participant is bound to it: some participants may have nobody.
 */
export function structuredSparse(
  participants: number,
  candidates: number,
  shape: Shape,
  seed: number,
): StructuredInstance {
  const cohort = structuredPeople(participants, shape, seed);
  const mentors = cohort.mentors.level.length;
  const scoreOf = structuredScore(cohort, ROUND_WEIGHTS, seed);
  const byRegion = mentorsByRegion(cohort);
  const random = createRandom(seed, 3);
  const pairs = new PairList(participants * candidates);
  const row = new Int32Array(candidates);
  for (let participant = 0; participant < participants; participant += 1) {
    const near = byRegion[cohort.participants.region[participant] as number] as Int32Array;
    let filled = 0;
    const drawUpTo = (wanted: number, pool: number, at: (place: number) => number) => {
      for (let tries = pool > 0 ? 4 * candidates : 0; tries > 0 && filled < wanted; tries -= 1) {
        const mentor = at(Math.floor(random.next() * pool));
        if (scoreOf(participant, mentor) < 0 || row.subarray(0, filled).includes(mentor)) continue;
        row[filled] = mentor;
        filled += 1;
      }
    };
    drawUpTo(candidates >> 1, near.length, (place) => near[place] as number);
    drawUpTo(filled + candidates - (candidates >> 1), mentors, (place) => place);
    for (const mentor of row.subarray(0, filled).sort())
      pairs.push(participant, mentor, scoreOf(participant, mentor));
  }
  return assemble(
    `sparse x ${candidates} ${shape}`,
    `sparse ${participants} x ${candidates} ${shape}`,
    cohort,
    pairs,
  );
}

function assemble(
  family: string,
  name: string,
  cohort: StructuredPeople,
  pairs: PairList,
): StructuredInstance {
  const { participants, mentors } = cohort;
  return {
    family,
    name,
    people: cohort,
    problem: pureProblem(
      people('p', participants.level.length, () => 1),
      people('m', mentors.level.length, (mentor) => mentors.capacity[mentor] as number),
      pairs.columns(),
    ),
  };
}

function mentorsByRegion({ mentors }: StructuredPeople): Int32Array[] {
  return Array.from({ length: REGIONS }, (_, region) =>
    Int32Array.from(mentors.region.keys()).filter((mentor) => mentors.region[mentor] === region),
  );
}
