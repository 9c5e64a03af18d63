import { beforeAll, describe, expect, it } from 'vitest';
import { LEVELS } from '#solver/contract/problem.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { EngineName } from '#solver/contract/outcome.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import { bruteForce, compare } from '../support/brute-force.ts';
import type { BruteForce } from '../support/brute-force.ts';
import { LEVEL_LISTS, smallProblem } from '../support/random-problem.ts';
import { worthOf } from '../support/worth.ts';

const PROBLEMS = 4_700;
const BLOCK = 940;

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

/** The reference engines are slow: GLPK gets almost half of the problems, HiGHS a quarter; neither share follows the list of levels. */
function enginesFor(seed: number): EngineName[] {
  return [
    'auto' as const,
    ...(seed % 7 < 3 ? (['glpk'] as const) : []),
    ...(seed % 4 === 0 ? (['highs'] as const) : []),
  ];
}

const seen = {
  optimal: 0,
  infeasible: 0,
  pure: 0,
  quotas: 0,
  minima: 0,
  pins: 0,
  severalPartners: 0,
  glpk: 0,
  highs: 0,
};
const optimalWith = new Map<string, number>();

function count({ participants, mentors, quotas, pinned, levels }: Problem, isFeasible: boolean): void {
  const people = [...participants, ...mentors];
  seen[isFeasible ? 'optimal' : 'infeasible'] += 1;
  seen[quotas.length === 0 ? 'pure' : 'quotas'] += 1;
  if (people.some(({ min }) => min > 0)) seen.minima += 1;
  if (pinned.length > 0) seen.pins += 1;
  if (people.some(({ max }) => max > 1)) seen.severalPartners += 1;
  const list = levels.join();
  if (isFeasible) optimalWith.set(list, (optimalWith.get(list) ?? 0) + 1);
}

/** The outcome, once it is shown to be proven and as good as the best of all choices. */
function provenBest(seed: number, problem: Problem, best: BruteForce | undefined, engine: EngineName) {
  const outcome = solve(problem, { engines, engine });
  const at = { seed, engine };
  expect({ ...at, status: outcome.status }).toEqual({ ...at, status: best ? 'optimal' : 'infeasible' });
  expect({ ...at, ...verify(problem, outcome) }).toMatchObject({ ...at, proven: true, reason: null });
  const worth = worthOf(problem, outcome);
  if (!worth || !best || !('pairs' in outcome)) return outcome;
  expect({ ...at, difference: compare(problem.levels, worth, best) }).toEqual({ ...at, difference: 0 });
  expect({ ...at, matched: outcome.matched, score: outcome.score }).toEqual({
    ...at,
    matched: worth.matched,
    score: worth.score,
  });
  return outcome;
}

describe(`every choice of pairs, tried one by one, on ${PROBLEMS} small problems`, () => {
  it.each(Array.from({ length: PROBLEMS / BLOCK }, (_, block) => block * BLOCK))(
    `agrees with every engine, each proven to the checker (${BLOCK} from %i)`,
    (first) => {
      for (let seed = first; seed < first + BLOCK; seed += 1) {
        const problem = smallProblem(seed);
        const best = bruteForce(problem);
        const outcomes = enginesFor(seed).map((engine) => {
          if (engine === 'glpk' || engine === 'highs') seen[engine] += 1;
          return provenBest(seed, problem, best, engine);
        });
        if (problem.quotas.length === 0 && best) {
          const pairs = outcomes.map((outcome) => 'pairs' in outcome && outcome.pairs);
          expect({ seed, pairs }).toEqual({ seed, pairs: pairs.map(() => pairs[0]) });
        }
        count(problem, best !== undefined);
      }
    },
  );

  it('of all kinds', () => {
    expect(seen.glpk).toBeGreaterThan(2_000);
    expect(seen.highs).toBeGreaterThan(1_000);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(PROBLEMS / 10);
    expect(optimalWith.size).toBe(LEVEL_LISTS.length);
    expect(Math.min(...optimalWith.values())).toBeGreaterThan(200);
    expect(new Set([...optimalWith.keys()].flatMap((list) => list.split(',')))).toEqual(new Set(LEVELS));
  });
});
