import { describe, expect, it } from 'vitest';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { bruteForce } from '../../../support/brute-force.ts';

const engines = await loadEngines();
const people = (prefix: string, maxima: readonly number[]) =>
  maxima.map((max, index) => ({ id: `${prefix}${String(index).padStart(2, '0')}`, min: 0, max }));
const ones = (count: number) => Array.from({ length: count }, () => 1);

describe('small problems whose quotas leave little or nothing', () => {
  it('calls a pin against a cap of 0 a conflict', () => {
    const problem: Problem = {
      format: 'mile-problem/1',
      participants: people('p', [1, 1, 1, 1, 1, 2]),
      mentors: people('m', ones(6)),
      pairs: { participant: [5, 5, 5], mentor: [0, 1, 4], score: [0, 759, 0] },
      quotas: [
        { id: 'cap', sense: '<=', bound: 0, pairs: [0, 1], coefficients: [1, 1] },
        { id: 'one', sense: '=', bound: 1, pairs: [0, 1, 2], coefficients: [1, 1, 1] },
      ],
      pinned: [0],
      levels: ['matched'],
    };
    for (const engine of ['glpk', 'auto'] as const)
      expect(solve(problem, { engines, engine })).toMatchObject({
        status: 'infeasible',
        conflict: expect.arrayContaining([expect.objectContaining({ kind: 'quota', id: 'cap' })]) as unknown,
      });
  });

  it('proves the third pair where a quota allows neither of two others', () => {
    const problem: Problem = {
      format: 'mile-problem/1',
      participants: people('p', ones(2)),
      mentors: people('m', ones(2)),
      pairs: { participant: [0, 1, 1], mentor: [0, 0, 1], score: [98, 688, 590] },
      quotas: [{ id: 'q', sense: '<=', bound: 5, pairs: [1, 2], coefficients: [319, 532] }],
      pinned: [],
      levels: ['score'],
    };
    expect(solve(problem, { engines, engine: 'auto' })).toMatchObject({ status: 'optimal', score: 98 });
  });

  it('proves the best of thirteen pairs under a total, a cap and a pin', () => {
    const problem: Problem = {
      format: 'mile-problem/1',
      participants: people('p', ones(11)),
      mentors: people('m', ones(9)),
      pairs: {
        participant: [0, 1, 2, 3, 4, 4, 5, 6, 7, 8, 8, 9, 10],
        mentor: [0, 1, 4, 2, 2, 6, 1, 8, 5, 6, 7, 5, 3],
        score: [0, 6, 0, 9, 7, 3, 9, 0, 0, 9, 7, 0, 0],
      },
      quotas: [
        {
          id: 'total',
          sense: '>=',
          bound: 36,
          pairs: [1, 2, 4, 5, 7, 8, 12],
          coefficients: [6, 8, 8, 2, 6, 7, 9],
        },
        { id: 'cap', sense: '<=', bound: 4, pairs: [0, 3, 6, 8], coefficients: [1, 1, 1, 1] },
      ],
      pinned: [0],
      levels: ['score'],
    };
    const score = bruteForce(problem)?.score;
    expect(score).toBeDefined();
    for (const engine of ['glpk', 'auto'] as const)
      expect(solve(problem, { engines, engine })).toMatchObject({ status: 'optimal', score });
  });
});
