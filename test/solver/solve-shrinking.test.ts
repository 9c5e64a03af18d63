import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { bestChoices, byLots, endsOf } from '../support/best-choices.ts';
import { shrinkingProblem } from '../support/shrinking-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

/** What the solver has to tell: of all best choices the one that the lots decide for, or that nothing is possible. */
function expectedOf(problem: Problem, best: number[][]) {
  const first = best.sort(byLots(problem))[0];
  return first ? { status: 'optimal', pairs: endsOf(problem, first) } : { status: 'infeasible' };
}

describe('problems without quotas that shrink to the smallest failure', () => {
  it('are solved as by trying every choice', () => {
    const seen = { optimal: 0, infeasible: 0, tied: 0, minima: 0, pins: 0, severalPartners: 0 };
    fc.assert(
      fc.property(shrinkingProblem(), (problem) => {
        const best = bestChoices(problem);
        expect(solve(problem, { engines, engine: 'auto' })).toMatchObject(expectedOf(problem, best));
        const people = [...problem.participants, ...problem.mentors];
        seen[best.length > 0 ? 'optimal' : 'infeasible'] += 1;
        if (best.length > 1) seen.tied += 1;
        if (people.some(({ min }) => min > 0)) seen.minima += 1;
        if (people.some(({ max }) => max > 1)) seen.severalPartners += 1;
        if (problem.pinned.length > 0) seen.pins += 1;
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });

  it('show what is wrong with a greedy choice in a handful of pairs', () => {
    const { counterexample } = fc.check(
      fc.property(shrinkingProblem(), (problem) => {
        const [best] = bestChoices({ ...problem, levels: ['matched'] });
        if (best) expect(greedyChoice(problem).length).toBeGreaterThanOrEqual(best.length);
      }),
      { numRuns: 1_000 },
    );
    // Two people of one mentor, and a second mentor whom the first of them could have had.
    expect(counterexample?.[0].pairs.score).toEqual([0, 0, 0]);
  });
});

/** Pair by pair in their order, whoever is still free: not the best. */
function greedyChoice({ participants, mentors, pairs }: Problem): number[] {
  const left = [participants, mentors].map((nodes) => nodes.map(({ max }) => max)) as [number[], number[]];
  return Array.from(pairs.score).flatMap((_, pair) => {
    const [one, other] = [pairs.participant[pair] as number, pairs.mentor[pair] as number];
    if (left[0][one] === 0 || left[1][other] === 0) return [];
    left[0][one] = (left[0][one] as number) - 1;
    left[1][other] = (left[1][other] as number) - 1;
    return [pair];
  });
}
