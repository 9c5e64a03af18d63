import { beforeAll, describe, expect, it } from 'vitest';
import { LIMIT_LIMIT } from '#solver/contract/problem.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import { smallProblem } from '../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

/** Everybody may have everybody. */
function crowd(participants: number, mentors: number, levels: Level[]): Problem {
  const people = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, min: 0, max: LIMIT_LIMIT }));
  const pairs = Array.from({ length: participants * mentors }, (_, pair) => pair);
  return {
    format: 'mile-problem/1',
    participants: people('p', participants),
    mentors: people('m', mentors),
    pairs: {
      participant: Int32Array.from(pairs, (pair) => Math.floor(pair / mentors)),
      mentor: Int32Array.from(pairs, (pair) => pair % mentors),
      score: Int32Array.from(pairs, (pair) => (pair * 7) % 11),
    },
    quotas: [],
    pinned: [],
    levels,
  };
}

describe('limits far beyond the pairs that there are', () => {
  it.each<{ levels: Level[] }>([{ levels: ['score'] }, { levels: ['matched', 'score'] }])(
    'everybody has everybody ($levels)',
    ({ levels }) => {
      const problem = crowd(2_200, 2, levels);
      const outcome = solve(problem, { engines, engine: 'auto' });
      const score = Array.from(problem.pairs.score).reduce((sum, value) => sum + value, 0);
      expect(outcome).toMatchObject({ status: 'optimal', score });
      expect(verify(problem, outcome)).toMatchObject({ proven: true, reason: null });
    },
  );

  it('a larger maximum than pairs changes nothing', () => {
    let compared = 0;
    for (let seed = 0; seed < 400; seed += 1) {
      const problem = { ...smallProblem(seed), quotas: [] };
      const loosened = (nodes: Problem['participants'], ends: ArrayLike<number>) =>
        nodes.map((node, index) => {
          const own = Array.from(ends).filter((end) => end === index).length;
          return node.max >= own ? { ...node, max: LIMIT_LIMIT } : node;
        });
      const loose = {
        ...problem,
        participants: loosened(problem.participants, problem.pairs.participant),
        mentors: loosened(problem.mentors, problem.pairs.mentor),
      };
      const [first, second] = [problem, loose].map((one) => solve(one, { engines, engine: 'auto' }));
      expect({ seed, status: second?.status }).toEqual({ seed, status: first?.status });
      if (first?.status !== 'optimal' || second?.status !== 'optimal') continue;
      expect({ seed, pairs: second.pairs }).toEqual({ seed, pairs: first.pairs });
      expect(verify(loose, second)).toMatchObject({ proven: true, reason: null });
      compared += 1;
    }
    expect(compared).toBeGreaterThan(150);
  });
});
