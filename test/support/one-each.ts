import type { Level, Problem } from '#solver/contract/problem.ts';

/** Everybody may take one; pairs as [participant, mentor, score]. */
export function oneEach(
  participants: number,
  mentors: number,
  pairs: [number, number, number][],
  levels: Level[],
): Problem {
  return {
    format: 'mile-problem/1',
    participants: Array.from({ length: participants }, (_, index) => ({ id: `p${index}`, min: 0, max: 1 })),
    mentors: Array.from({ length: mentors }, (_, index) => ({ id: `m${index}`, min: 0, max: 1 })),
    pairs: {
      participant: pairs.map(([participant]) => participant),
      mentor: pairs.map(([, mentor]) => mentor),
      score: pairs.map(([, , score]) => score),
    },
    quotas: [],
    pinned: [],
    levels,
  };
}
