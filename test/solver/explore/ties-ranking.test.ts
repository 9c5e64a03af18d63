import { beforeAll, describe, expect, it } from 'vitest';
import { diverseSchema, rankingSchema } from '#solver/contract/explore/ties.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Searches } from '#solver/explore/forcing/searches.ts';
import { diverseMatches } from '#solver/explore/ties/diverse.ts';
import { rankingOf } from '#solver/explore/ties/ranking.ts';
import { solve } from '#solver/solve.ts';
import { byLots, endsOf } from '../../support/best-choices.ts';
import { compare, feasibleChoices, judge } from '../../support/brute-force.ts';
import { mediumProblem } from '../../support/medium-problem.ts';
import { smallProblem } from '../../support/random-problem.ts';
import { chosenPairs } from '../../support/worth.ts';

let searches: Searches;
beforeAll(async () => {
  const engines = await loadEngines();
  searches = {
    resolve: (problem) => solve(problem, { engines, engine: 'auto' }),
    budget: { remainingMs: () => Infinity },
  };
});

const DEFAULT: Level[] = ['matched', 'score'];

/** Every choice of a small problem, the best first, equally good ones as the lots decide. */
function everyChoice(problem: Problem): number[][] {
  const judged = Array.from(feasibleChoices(problem), (chosen) => ({
    chosen,
    worth: judge(problem, chosen),
  }));
  const decided = byLots(problem);
  judged.sort((a, b) => compare(problem.levels, b.worth, a.worth) || decided(a.chosen, b.chosen));
  return judged.map(({ chosen }) => chosen);
}

describe('the best matches in their order', () => {
  it('are those of trying every choice, match by match: 900 small problems without quotas', () => {
    let [matches, complete] = [0, 0];
    for (let seed = 0; seed < 900; seed += 1) {
      const problem = { ...smallProblem(seed), quotas: [], levels: DEFAULT };
      const all = everyChoice(problem);
      const wanted = 1 + (seed % 30);
      const answer = rankingSchema.parse(rankingOf(problem, wanted, searches));
      const expected = all.slice(0, wanted).map((chosen) => endsOf(problem, chosen));
      expect({ seed, matches: answer.matches.map(({ pairs }) => pairs) }).toEqual({
        seed,
        matches: expected,
      });
      expect({ seed, complete: answer.complete }).toEqual({ seed, complete: all.length <= wanted });
      for (const { pairs, matched, score } of answer.matches)
        expect(judge(problem, chosenPairs(problem, pairs))).toMatchObject({ matched, score });
      matches += answer.matches.length;
      if (answer.complete) complete += 1;
    }
    expect(matches).toBeGreaterThan(4_000);
    expect(complete).toBeGreaterThan(100);
  });

  it('are worth what trying every choice says, with quotas and other levels: 200 small problems', () => {
    let matches = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const problem = smallProblem(seed);
      const expected = everyChoice(problem).slice(0, 5);
      const answer = rankingOf(problem, 5, searches);
      const found = answer.matches.map(({ pairs }) => chosenPairs(problem, pairs));
      expect({ seed, count: found.length }).toEqual({ seed, count: expected.length });
      expect(new Set(found.map((chosen) => chosen.join())).size).toBe(found.length);
      for (const [place, chosen] of found.entries()) {
        const difference = compare(
          problem.levels,
          judge(problem, chosen),
          judge(problem, expected[place] as number[]),
        );
        expect({ seed, place, difference }).toEqual({ seed, place, difference: 0 });
      }
      matches += found.length;
    }
    expect(matches).toBeGreaterThan(300);
  });
});

describe('good matches that differ', () => {
  it('keep the demands, match as many, lose no more than was allowed, and differ as they say', () => {
    let [found, pairs] = [0, 0];
    for (let seed = 0; seed < 100; seed += 1) {
      const shape = { participants: 10, mentors: 8, bestScore: 100, capacity: 2, quotas: 0, levels: DEFAULT };
      const problem = mediumProblem(seed, shape);
      const loss = (seed % 5) * 20;
      const best = searches.resolve(problem);
      const { matches } = diverseSchema.parse(diverseMatches(problem, 4, loss));
      if (!('pairs' in best)) {
        expect(matches).toEqual([]);
        continue;
      }
      expect(matches[0]).toMatchObject({ pairs: best.pairs, difference: null });
      const chosen = matches.map((match) => chosenPairs(problem, match.pairs));
      for (const [place, match] of matches.entries()) {
        const mine = chosen[place] as number[];
        const pinned = { ...problem, pinned: mine };
        expect(searches.resolve(pinned).status).toBe('optimal');
        expect(match.matched).toBe(best.matched);
        expect(best.score - match.score).toBeLessThanOrEqual(loss);
        const apart = chosen
          .slice(0, place)
          .map((other) => mine.filter((pair) => !other.includes(pair)).length);
        expect({ seed, place, difference: match.difference }).toEqual({
          seed,
          place,
          difference: place === 0 ? null : Math.min(...apart),
        });
        pairs += match.difference ?? 0;
      }
      found += matches.length - 1;
    }
    expect(found).toBeGreaterThan(150);
    expect(pairs).toBeGreaterThan(2 * found);
  });

  it('are found among equally good ones where nothing may be lost, on small problems', () => {
    let several = 0;
    for (let seed = 0; seed < 1_000; seed += 1) {
      const problem = { ...smallProblem(seed), quotas: [], levels: DEFAULT };
      const all = everyChoice(problem);
      const [first] = all;
      if (!first) continue;
      const ties = all.filter(
        (chosen) => compare(problem.levels, judge(problem, chosen), judge(problem, first)) === 0,
      );
      const { matches } = diverseMatches(problem, 2, 0);
      const furthest = Math.max(
        ...ties.map((chosen) => chosen.filter((pair) => !first.includes(pair)).length),
      );
      expect({ seed, difference: matches[1]?.difference ?? 0 }).toEqual({ seed, difference: furthest });
      if (ties.length > 1) several += 1;
    }
    expect(several).toBeGreaterThan(50);
  });
});
