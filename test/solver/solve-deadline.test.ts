import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { LEVEL_LISTS, randomProblem } from '../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

function cohort(seed: number, levels: Level[], quotas: number): Problem {
  return randomProblem(seed, {
    participants: 12,
    mentors: 12,
    density: 0.7,
    bestScore: 50,
    capacity: 2,
    quotas,
    minima: 0,
    pins: 0,
    levels,
  });
}

/** Every look at this clock takes a second, so a search can look only so often. */
function tickingClock() {
  let now = 0;
  return () => (now += 1_000);
}

describe.each(['glpk', 'highs'] as const)('a deadline (%s)', (engine) => {
  it('ends in what was found with its proven bound, never in an "optimal" that is not proven', () => {
    const seen = { optimal: 0, feasible: 0, infeasible: 0, unknown: 0 };
    for (let seed = 0; seed < 300; seed += 1) {
      const levels = LEVEL_LISTS[seed % LEVEL_LISTS.length] ?? ['score'];
      const problem = cohort(seed, levels, seed % 3);
      const deadlineMs = 1_000 * (seed % 23);
      const outcome = solve(problem, { engines, engine, clock: tickingClock(), deadlineMs });
      const verdict = verify(problem, outcome);
      expect({ seed, reason: verdict.reason }).toEqual({ seed, reason: null });
      expect({ seed, proven: verdict.proven }).toEqual({
        seed,
        proven: outcome.status === 'optimal' || outcome.status === 'infeasible',
      });
      if (outcome.status === 'feasible') expect(outcome.relativeGap).toBeGreaterThan(0);
      seen[outcome.status] += 1;
    }
    expect(Math.min(seen.optimal, seen.feasible, seen.unknown)).toBeGreaterThan(10);
  });

  it('gives a bound that the true best keeps', () => {
    const problem = cohort(4, ['matched', 'score'], 0);
    const cut = solve(problem, { engines, engine, clock: tickingClock(), deadlineMs: 0 });
    const full = solve(problem, { engines, engine });
    if (cut.status !== 'feasible' || full.status !== 'optimal')
      throw new Error(`${cut.status}, ${full.status}`);
    expect(cut.matched).toBe(full.matched);
    expect(cut.score).toBeLessThanOrEqual(full.score);
    expect(cut.bound.score).toBeGreaterThanOrEqual(full.score);
  });
});
