import { beforeAll, describe, expect, it } from 'vitest';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { bestChoices, byLots, endsOf } from '../support/best-choices.ts';
import { byIds } from '../support/by-ids.ts';
import { reordered } from '../support/reordered.ts';
import { seededRandom, smallProblem } from '../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

function pureProblem(seed: number): Problem {
  return { ...smallProblem(seed), quotas: [] };
}

describe('among equally good matches without quotas', () => {
  it.each(['auto', 'glpk', 'highs'] as const)('%s takes the one that the lots decide for', (engine) => {
    let ties = 0;
    for (let seed = 0; seed < 2_500; seed += 1) {
      const problem = pureProblem(seed);
      const best = bestChoices(problem);
      if (best.length === 0) continue;
      if (best.length > 1) ties += 1;
      const expected = endsOf(problem, best.sort(byLots(problem))[0] as number[]);
      expect({ seed, ...solve(problem, { engines, engine }) }).toMatchObject({ seed, pairs: expected });
    }
    expect(ties).toBeGreaterThan(150);
  });

  it('takes the one that shares most pairs with a baseline, then the one that the lots decide for', () => {
    const random = seededRandom(11);
    let moved = 0;
    for (let seed = 0; seed < 2_500; seed += 1) {
      const problem = pureProblem(seed);
      const best = bestChoices(problem);
      if (best.length < 2) continue;
      const baseline = Array.from(problem.pairs.score, (_, pair) => pair).filter(() => random() < 0.5);
      const shared = (chosen: readonly number[]) => chosen.filter((pair) => baseline.includes(pair)).length;
      const decided = byLots(problem);
      const expected = best.sort((a, b) => shared(b) - shared(a) || decided(a, b))[0] as number[];
      const outcome = solve(problem, { engines, engine: 'auto', baseline: endsOf(problem, baseline) });
      expect({ seed, ...outcome }).toMatchObject({ seed, pairs: endsOf(problem, expected) });
      if (decided(expected, [...best].sort(decided)[0] as number[]) !== 0) moved += 1;
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

describe('among very many equally good matches', () => {
  const SIDE = 300;

  /** Everybody likes everybody the same, or as much as one of three. */
  function tied(side: number, kinds: number): Problem {
    const people = (prefix: string) =>
      Array.from({ length: side }, (_, at) => ({ id: `${prefix}${at}`, min: 0, max: 1 }));
    const every = Array.from(
      { length: side * side },
      (_, pair) => [Math.floor(pair / side), pair % side] as const,
    );
    return {
      format: 'mile-problem/1',
      participants: people('p'),
      mentors: people('m'),
      pairs: {
        participant: Int32Array.from(every, ([one]) => one),
        mentor: Int32Array.from(every, ([, other]) => other),
        score: Int32Array.from(every, ([one, other]) => 10 * ((one * other + one) % kinds)),
      },
      quotas: [],
      pinned: [],
      levels: ['matched', 'score'],
    };
  }

  it.each([1, 3])('the order of the input decides nothing, with %i kinds of score', (kinds) => {
    const problem = tied(SIDE, kinds);
    const expected = byIds(problem, solve(problem, { engines, engine: 'auto' }));
    for (let seed = 0; seed < 3; seed += 1) {
      const other = reordered(problem, seed);
      expect(byIds(other, solve(other, { engines, engine: 'auto' }))).toEqual(expected);
    }
  });

  it.each(['glpk', 'highs'] as const)('%s ends at the same match as the network kernel', (engine) => {
    for (const kinds of [1, 3]) {
      const problem = tied(40, kinds);
      const { pairs } = solve(problem, { engines, engine: 'auto' }) as MatchedOutcome;
      expect(solve(problem, { engines, engine })).toMatchObject({ status: 'optimal', pairs });
    }
  });

  it('has no favourites: early ids do not get early mentors', () => {
    const { pairs } = solve(tied(SIDE, 1), { engines, engine: 'auto' }) as MatchedOutcome;
    const early = pairs.filter(([one]) => one < SIDE / 2);
    const withEarly = early.filter(([, other]) => other < SIDE / 2).length;
    // Half of them by chance; four standard deviations of the hypergeometric distribution are 18.
    expect(Math.abs(withEarly - SIDE / 4)).toBeLessThan(18);
  });
});
