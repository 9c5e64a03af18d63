import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineName } from '#solver/contract/outcome.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import { byIds } from '../support/by-ids.ts';
import { mediumProblem } from '../support/medium-problem.ts';
import { randomProblem, smallProblem } from '../support/random-problem.ts';
import { reordered } from '../support/reordered.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

describe.each(['auto', 'glpk', 'highs'] as const)('the order of the input (%s)', (engine) => {
  it('changes nothing: neither the match nor its certificate', () => {
    const seen = { matches: 0, conflicts: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const medium = randomProblem(seed, {
          participants: 8,
          mentors: 7,
          density: 0.8,
          bestScore: 9,
          capacity: 2,
          quotas: seed % 3,
          minima: 0,
          pins: seed % 2,
          levels: ['matched', 'weakest', 'score'],
        });
        const problem = seed % 2 === 0 ? smallProblem(seed) : medium;
        const other = reordered(problem, seed);
        const outcome = solve(problem, { engines, engine });
        expect(byIds(other, solve(other, { engines, engine }))).toEqual(byIds(problem, outcome));
        seen[outcome.status === 'infeasible' ? 'conflicts' : 'matches'] += 1;
      }),
      { numRuns: 200, seed: 2 },
    );
    expect(Math.min(seen.matches, seen.conflicts)).toBeGreaterThan(20);
  });
});

const SHUFFLES = 100;

function mediumOf(levels: Level[], bestScore: number, quotas: number): Problem {
  return mediumProblem(7, { participants: 24, mentors: 22, bestScore, capacity: 2, quotas, levels });
}

describe(`${SHUFFLES} shuffles of one medium problem`, () => {
  it.each([
    ['without quotas, of many ties', 'auto', mediumOf(['matched', 'score'], 3, 0)],
    ['of many ties among the weakest', 'auto', mediumOf(['matched', 'weakest', 'score'], 9, 0)],
    ['leximin', 'auto', mediumOf(['matched', 'leximin', 'score'], 20, 0)],
    ['with quotas', 'auto', mediumOf(['matched', 'score'], 20, 3)],
    ['with quotas and weakest', 'auto', mediumOf(['matched', 'weakest', 'score'], 9, 2)],
  ] satisfies [string, EngineName, Problem][])(
    '%s, give the identical match and certificate (%s)',
    (_, engine, problem) => {
      const outcome = solve(problem, { engines, engine });
      expect(outcome.status).toBe('optimal');
      const expected = byIds(problem, outcome);
      for (let seed = 0; seed < SHUFFLES; seed += 1) {
        const other = reordered(problem, seed);
        const told = solve(other, { engines, engine });
        expect(byIds(other, told)).toEqual(expected);
        expect(verify(other, told)).toMatchObject({ proven: true, reason: null });
      }
    },
  );
});
