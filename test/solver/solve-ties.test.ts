import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { bestChoices, earlier, endsOf } from '../support/best-choices.ts';
import { seededRandom, smallProblem } from '../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

function pureProblem(seed: number): Problem {
  return { ...smallProblem(seed), quotas: [] };
}

describe('among equally good matches without quotas', () => {
  it.each(['auto', 'glpk', 'highs'] as const)('%s takes the one of the earliest pairs', (engine) => {
    let ties = 0;
    for (let seed = 0; seed < 2_500; seed += 1) {
      const problem = pureProblem(seed);
      const best = bestChoices(problem);
      if (best.length === 0) continue;
      if (best.length > 1) ties += 1;
      const expected = endsOf(problem, best.sort(earlier)[0] as number[]);
      expect({ seed, ...solve(problem, { engines, engine }) }).toMatchObject({ seed, pairs: expected });
    }
    expect(ties).toBeGreaterThan(150);
  });

  it('takes the one that shares most pairs with a baseline, then the one of the earliest pairs', () => {
    const random = seededRandom(11);
    let moved = 0;
    for (let seed = 0; seed < 2_500; seed += 1) {
      const problem = pureProblem(seed);
      const best = bestChoices(problem);
      if (best.length < 2) continue;
      const baseline = Array.from(problem.pairs.score, (_, pair) => pair).filter(() => random() < 0.5);
      const shared = (chosen: readonly number[]) => chosen.filter((pair) => baseline.includes(pair)).length;
      const expected = best.sort((a, b) => shared(b) - shared(a) || earlier(a, b))[0] as number[];
      const outcome = solve(problem, { engines, engine: 'auto', baseline: endsOf(problem, baseline) });
      expect({ seed, ...outcome }).toMatchObject({ seed, pairs: endsOf(problem, expected) });
      if (earlier(expected, [...best].sort(earlier)[0] as number[]) !== 0) moved += 1;
    }
    expect(moved).toBeGreaterThan(50);
  });

  it('passes over pairs of the baseline that are not allowed any more', () => {
    const problem = pureProblem(3);
    const best = solve(problem, { engines, engine: 'auto' });
    const { participants, mentors } = problem;
    const everyPair = participants.flatMap((_, a) => mentors.map((__, b): [number, number] => [a, b]));
    expect(solve(problem, { engines, engine: 'auto', baseline: everyPair })).toEqual(best);
  });
});
