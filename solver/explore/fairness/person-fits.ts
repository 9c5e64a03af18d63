import type { Side } from '../../contract/identifier.ts';
import type { Problem } from '../../contract/problem.ts';
import { partnersOf } from '../comparison/told-match.ts';
import type { Chosen } from '../comparison/told-match.ts';

/** What a match gives to the people of one side. */
export interface PersonFits {
  readonly side: Side;
  /** Partners of each person. */
  readonly partners: Int32Array;
  /** The mean score of a person's partners, rounded to a whole score; 0 where there are none. */
  readonly score: Float64Array;
  /** Could the person have a partner at all? */
  readonly isCounted: (person: number) => boolean;
}

export function fitsOf(problem: Problem, side: Side, chosen: Chosen): PersonFits {
  const nodes = side === 'participant' ? problem.participants : problem.mentors;
  const partners = partnersOf(problem, side, chosen);
  const sums = new Float64Array(nodes.length);
  for (let pair = 0; pair < chosen.length; pair += 1) {
    const person = problem.pairs[side][pair] as number;
    if (chosen[pair] === 1) sums[person] = (sums[person] as number) + (problem.pairs.score[pair] as number);
  }
  return {
    side,
    partners,
    score: sums.map((sum, person) => (sum === 0 ? 0 : Math.round(sum / (partners[person] as number)))),
    isCounted: (person) => (nodes[person]?.max ?? 0) > 0,
  };
}
