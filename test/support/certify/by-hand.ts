import type { BoundLeaf, Proof } from '#solver/contract/certificate.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { NO_TIME } from './honest-outcome.ts';

/** What every result made by hand begins with. */
export const HEAD = { format: 'mile-result/1', engine: 'by hand', timings: NO_TIME } as const;

export function problemOf(
  participants: [min: number, max: number][],
  mentors: [min: number, max: number][],
  pairs: [participant: number, mentor: number, score: number][],
  rest: Partial<Problem> = {},
): Problem {
  const nodes = (prefix: string, limits: [number, number][]) =>
    limits.map(([min, max], index) => ({ id: `${prefix}${index + 1}`, min, max }));
  return {
    format: 'mile-problem/1',
    participants: nodes('p', participants),
    mentors: nodes('m', mentors),
    pairs: {
      participant: pairs.map(([participant]) => participant),
      mentor: pairs.map(([, mentor]) => mentor),
      score: pairs.map(([, , score]) => score),
    },
    quotas: [],
    pinned: [],
    levels: ['matched', 'score'],
    ...rest,
  };
}

export function bound(participants: number[], mentors: number[], rows: number[] = [], scale = 1): BoundLeaf {
  return { kind: 'bound', scale, participants, mentors, rows };
}

export function step(level: Level, value: number, stepBound: number, proof: Proof) {
  return { level, value, bound: stepBound, proof };
}
