import { beforeAll, describe, expect, it } from 'vitest';
import { tiesSchema } from '#solver/contract/explore/ties.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Searches } from '#solver/explore/forcing/searches.ts';
import { tiesOf } from '#solver/explore/ties/ties.ts';
import { solve } from '#solver/solve.ts';
import { bestChoices } from '../../support/best-choices.ts';
import { pairId } from '../../support/by-ids.ts';
import { smallProblem } from '../../support/random-problem.ts';
import { reordered } from '../../support/reordered.ts';

let searches: Searches;
beforeAll(async () => {
  const engines = await loadEngines();
  searches = {
    resolve: (problem) => solve(problem, { engines, engine: 'auto' }),
    budget: { remainingMs: () => Infinity },
  };
});

const DEFAULT: Level[] = ['matched', 'score'];

/** The problem with scores rounded so that many matches are equally good. */
function coarse(problem: Problem): Problem {
  const score = Array.from(problem.pairs.score, (value) => value % 2);
  return { ...problem, pairs: { ...problem.pairs, score } };
}

/** Against every choice of pairs, tried one by one; the number of best matches. */
function agreesWithBruteForce(seed: number, problem: Problem): number {
  const best = bestChoices(problem);
  const expected = Array.from(problem.pairs.score, (_, pair) => {
    const holding = best.filter((chosen) => chosen.includes(pair)).length;
    if (holding === 0) return 'never';
    return holding === best.length ? 'always' : 'sometimes';
  });
  const answer = tiesSchema.parse(tiesOf(problem, searches));
  expect({ seed, ...answer }).toMatchObject({
    seed,
    unique: best.length === 1,
    count: best.length,
    pairs: expected,
    partial: false,
  });
  return best.length;
}

describe('the best matches beside each other', () => {
  it('are those that trying every choice finds: 4,000 small problems without quotas', () => {
    let [several, many] = [0, 0];
    for (let seed = 0; seed < 4_000; seed += 1) {
      const levels: Level[] = seed % 7 === 6 ? ['matched'] : DEFAULT;
      const problem = { ...smallProblem(seed), quotas: [], levels };
      const count = agreesWithBruteForce(seed, seed % 4 === 0 ? problem : coarse(problem));
      if (count > 1) several += 1;
      if (count > 10) many += 1;
    }
    expect(several).toBeGreaterThan(500);
    expect(many).toBeGreaterThan(50);
  });

  it('are those that trying every choice finds with quotas and other levels: 300 small problems', () => {
    let several = 0;
    for (let seed = 0; seed < 300; seed += 1) {
      const problem = seed % 2 === 0 ? smallProblem(seed) : coarse(smallProblem(seed));
      if (bestChoices(problem).length > 40) continue;
      if (agreesWithBruteForce(seed, problem) > 1) several += 1;
    }
    expect(several).toBeGreaterThan(30);
  });

  it('do not depend on the order of the input', () => {
    let several = 0;
    for (let seed = 0; seed < 300; seed += 1) {
      const problem = coarse({ ...smallProblem(seed), quotas: [], levels: DEFAULT });
      const byPair = (asked: Problem) => {
        const { pairs, ...rest } = tiesOf(asked, searches);
        return {
          ...rest,
          pairs: Object.fromEntries(pairs.map((status, pair) => [pairId(asked, pair), status])),
        };
      };
      const answer = byPair(problem);
      expect({ seed, ...byPair(reordered(problem, seed)) }).toEqual({ seed, ...answer });
      if (answer.unique === false) several += 1;
    }
    expect(several).toBeGreaterThan(40);
  });

  it.each([
    [6, 720],
    [7, null],
  ])('of %i a side that all suit each other alike: %s', (side, count) => {
    const everybody = (prefix: string) =>
      Array.from({ length: side }, (_, index) => ({ id: `${prefix}${index}`, min: 0, max: 1 }));
    const cells = Array.from({ length: side * side }, (_, cell) => cell);
    const problem: Problem = {
      format: 'mile-problem/1',
      participants: everybody('p'),
      mentors: everybody('m'),
      pairs: {
        participant: cells.map((cell) => Math.floor(cell / side)),
        mentor: cells.map((cell) => cell % side),
        score: cells.map(() => 5),
      },
      quotas: [],
      pinned: [],
      levels: DEFAULT,
    };
    expect(tiesOf(problem, searches)).toMatchObject({ unique: false, count, atLeast: count ?? 1_001 });
  });
});
