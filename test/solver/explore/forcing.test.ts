import { beforeAll, describe, expect, it } from 'vitest';
import type { Forcing } from '#solver/contract/explore/forcing.ts';
import { forcedMatchSchema, forcingSchema } from '#solver/contract/explore/forcing.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { canonicalBest } from '#solver/explore/forcing/canonical-best.ts';
import { cycleLengths } from '#solver/explore/forcing/cycle-lengths.ts';
import { demanded } from '#solver/explore/forcing/demanded.ts';
import { exchangesOf } from '#solver/explore/forcing/exchanges.ts';
import { forcedMatch } from '#solver/explore/forcing/forced-match.ts';
import { forcingOf } from '#solver/explore/forcing/forcing.ts';
import type { Searches } from '#solver/explore/forcing/searches.ts';
import { shortestPaths } from '#solver/explore/forcing/shortest-paths.ts';
import { standingOf } from '#solver/explore/standing.ts';
import { solve } from '#solver/solve.ts';
import { compare, feasibleChoices, judge } from '../../support/brute-force.ts';
import type { BruteForce } from '../../support/brute-force.ts';
import { mediumProblem } from '../../support/medium-problem.ts';
import { randomProblem, smallProblem } from '../../support/random-problem.ts';
import { reordered } from '../../support/reordered.ts';
import { pairId } from '../../support/by-ids.ts';
import { chosenPairs } from '../../support/worth.ts';

let engines: Engines;
let searches: Searches;
beforeAll(async () => {
  engines = await loadEngines();
  searches = {
    resolve: (problem) => solve(problem, { engines, engine: 'auto' }),
    budget: { remainingMs: () => Infinity },
  };
});

const DEFAULT: Level[] = ['matched', 'score'];

interface Judged extends BruteForce {
  readonly chosen: readonly number[];
}

function bestOf(problem: Problem, choices: readonly Judged[]): Judged | undefined {
  return choices.reduce<Judged | undefined>(
    (best, choice) => (best && compare(problem.levels, best, choice) >= 0 ? best : choice),
    undefined,
  );
}

function loss({ levels }: Problem, best: BruteForce, other: BruteForce | undefined) {
  if (!other) return { matched: null, score: null };
  return {
    matched: levels.includes('matched') ? best.matched - other.matched : 0,
    score: levels.includes('score') ? best.score - other.score : 0,
  };
}

function movedBetween(problem: Problem, before: readonly number[], after: readonly number[]): Set<number> {
  const changed = [
    ...before.filter((pair) => !after.includes(pair)),
    ...after.filter((pair) => !before.includes(pair)),
  ];
  return new Set(changed.map((pair) => problem.pairs.participant[pair] as number));
}

function at({ force, forbid }: Forcing, pair: number) {
  return {
    force: { matched: force.matched[pair], score: force.score[pair] },
    forbid: { matched: forbid.matched[pair], score: forbid.score[pair] },
  };
}

/** The whole answer against every choice of pairs, tried one by one; also the fewest who move. Returns how many costs were above 0. */
function agreesWithBruteForce(seed: number, problem: Problem, countsMoved: boolean): number {
  const answer = forcingSchema.parse(forcingOf(problem, searches));
  const choices = Array.from(feasibleChoices(problem), (chosen) => ({ ...judge(problem, chosen), chosen }));
  const best = bestOf(problem, choices);
  const outcome = searches.resolve(problem);
  const mine = 'pairs' in outcome ? chosenPairs(problem, outcome.pairs) : [];
  let costly = 0;
  for (let pair = 0; pair < problem.pairs.score.length; pair += 1) {
    const allowed = (has: boolean) => choices.filter(({ chosen }) => chosen.includes(pair) === has);
    const [having, without] = [bestOf(problem, allowed(true)), bestOf(problem, allowed(false))];
    const expected = best
      ? { force: loss(problem, best, having), forbid: loss(problem, best, without) }
      : { force: { matched: null, score: null }, forbid: { matched: null, score: null } };
    expect({ seed, pair, ...at(answer, pair) }).toEqual({ seed, pair, ...expected });
    const isChosen = mine.includes(pair);
    if (best)
      expect({ seed, pair, ...at(answer, pair)[isChosen ? 'force' : 'forbid'] }).toMatchObject({
        matched: 0,
        score: 0,
      });
    const changed = isChosen ? without : having;
    if (changed && compare(problem.levels, changed, best as BruteForce) < 0) costly += 1;
    if (!countsMoved) continue;
    const fewest = allowed(!isChosen)
      .filter((choice) => changed && compare(problem.levels, choice, changed) === 0)
      .map(({ chosen }) => movedBetween(problem, mine, chosen).size - 1);
    const moved = fewest.length === 0 ? null : Math.min(...fewest);
    expect({ seed, pair, moved: answer.moved[pair] }).toEqual({ seed, pair, moved });
  }
  return costly;
}

describe('the cost of every pair', () => {
  it('is what trying every choice says, and nobody moves who need not: 1,000 small problems without quotas', () => {
    let [costly, impossible, minima, several] = [0, 0, 0, 0];
    for (let seed = 0; seed < 1_000; seed += 1) {
      const levels: Level[] = seed % 10 === 9 ? ['matched'] : DEFAULT;
      const problem = { ...smallProblem(seed), quotas: [], levels };
      costly += agreesWithBruteForce(seed, problem, true);
      const people = [...problem.participants, ...problem.mentors];
      if (people.some(({ min }) => min > 0)) minima += 1;
      if (people.some(({ max }) => max > 1)) several += 1;
      if (searches.resolve(problem).status === 'infeasible') impossible += 1;
    }
    expect(costly).toBeGreaterThan(2_000);
    expect(Math.min(impossible, minima, several)).toBeGreaterThan(100);
  });

  it('is what trying every choice says with quotas and other levels: 300 small problems', () => {
    let costly = 0;
    for (let seed = 0; seed < 300; seed += 1) costly += agreesWithBruteForce(seed, smallProblem(seed), false);
    expect(costly).toBeGreaterThan(500);
  });

  it('is what pinning and removing say, solved by GLPK: 100 medium problems', () => {
    const byGlpk = (problem: Problem) => solve(problem, { engines, engine: 'glpk' });
    let pairs = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const problem = mediumProblem(seed, {
        participants: 6 + (seed % 5),
        mentors: 4 + (seed % 7),
        bestScore: seed % 2 === 0 ? 20 : 1_000,
        capacity: 1 + (seed % 3),
        quotas: 0,
        levels: DEFAULT,
      });
      const answer = forcingOf(problem, searches);
      const best = byGlpk(problem);
      for (let pair = 0; pair < problem.pairs.score.length; pair += 1) {
        const lossOf = (demand: 'with' | 'without') => {
          if (demand === 'without' && problem.pinned.includes(pair)) return { matched: null, score: null };
          const outcome = byGlpk(demanded(problem, pair, demand));
          if (!('pairs' in best) || !('pairs' in outcome)) return { matched: null, score: null };
          return { matched: best.matched - outcome.matched, score: best.score - outcome.score };
        };
        const expected = { force: lossOf('with'), forbid: lossOf('without') };
        expect({ seed, pair, ...at(answer, pair) }).toEqual({ seed, pair, ...expected });
        pairs += 1;
      }
    }
    expect(pairs).toBeGreaterThan(3_000);
  }, 120_000);

  it('needs one solve for all pairs where the quotas do not bind, and few where a bound is reached', () => {
    let [slack, pairs, solves] = [0, 0, 0];
    for (let seed = 0; seed < 40; seed += 1) {
      const shape = { participants: 8, mentors: 7, bestScore: 300, capacity: 2, quotas: 0, levels: DEFAULT };
      const problem = mediumProblem(seed, shape);
      const all = Array.from(problem.pairs.score, (_, pair) => pair);
      const quota = { id: 'q', sense: '>=' as const, bound: 0, pairs: all, coefficients: all.map(() => 1) };
      let asked = 0;
      const counting = (one: Problem) => {
        asked += 1;
        return searches.resolve(one);
      };
      const answer = forcingOf(
        { ...problem, quotas: [quota] },
        { resolve: counting, budget: { remainingMs: () => Infinity } },
      );
      const { force, forbid } = forcingOf(problem, searches);
      expect({ force: answer.force, forbid: answer.forbid }).toEqual({ force, forbid });
      if (asked === 1) slack += 1;
      pairs += all.length;
      solves += asked;
    }
    expect(slack).toBeGreaterThan(30);
    expect(pairs).toBeGreaterThan(20 * solves);
  });

  it('does not depend on the order of the input', () => {
    let problems = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const problem = { ...smallProblem(seed), quotas: [], levels: DEFAULT };
      const other = reordered(problem, seed);
      const byPair = (asked: Problem) => {
        const answer = forcingOf(asked, searches);
        return Object.fromEntries(
          answer.moved.map((moved, pair) => [pairId(asked, pair), { moved, ...at(answer, pair) }]),
        );
      };
      expect({ seed, pairs: byPair(other) }).toEqual({ seed, pairs: byPair(problem) });
      problems += 1;
    }
    expect(problems).toBe(200);
  });

  it('is told in part where the time ends', () => {
    let [partial, answered] = [0, 0];
    for (let seed = 0; seed < 20; seed += 1) {
      const shape = { participants: 5, mentors: 4, bestScore: 20, capacity: 2, quotas: 2, levels: DEFAULT };
      const problem = mediumProblem(seed, shape);
      let calls = 0;
      const budget = { remainingMs: () => (calls++ < 4 ? 1 : 0) };
      const answer = forcingOf(problem, { resolve: searches.resolve, budget });
      const whole = forcingOf(problem, searches);
      expect(answer.partial).toBe(answer.open.length > 0);
      if (answer.partial) partial += 1;
      for (let pair = 0; pair < answer.moved.length; pair += 1) {
        if (answer.open.includes(pair)) continue;
        expect(at(answer, pair)).toEqual(at(whole, pair));
        answered += 1;
      }
    }
    expect(partial).toBeGreaterThan(5);
    expect(answered).toBeGreaterThan(50);
  });
});

describe('the grid of a large cohort', () => {
  it('is what a search for each pair says, where not every finished search is kept', () => {
    const problem = randomProblem(3, {
      participants: 2_200,
      mentors: 2_150,
      density: 0.003,
      bestScore: 50,
      capacity: 2,
      quotas: 0,
      minima: 0.01,
      pins: 3,
      levels: DEFAULT,
    });
    const standing = standingOf(problem);
    if (!standing) throw new Error('nothing keeps the demands');
    const exchanges = exchangesOf(canonicalBest(standing));
    const { others, other, centre, x, length } = exchanges;
    const cycles = cycleLengths(exchanges);
    const [found, chosen] = [new Set<number>(), { left: 0, taken: 0 }];
    for (let pair = 0; pair < x.length; pair += 97) {
      const ends = [other[pair] as number, others + (centre[pair] as number)] as const;
      const [from, to] = x[pair] === 1 ? ends : [ends[1], ends[0]];
      const back = shortestPaths(exchanges, from, to).distance[to] as number;
      expect({ pair, cycle: cycles[pair] }).toEqual({ pair, cycle: back + (length[pair] as number) });
      found.add(back);
      chosen[x[pair] === 1 ? 'taken' : 'left'] += 1;
    }
    expect(found.size).toBeGreaterThan(30);
    expect(Math.min(chosen.left, chosen.taken)).toBeGreaterThan(15);
  });
});

describe('the match with a pair, or without it', () => {
  it('loses what the grid says and moves whom it says, on 300 small problems', () => {
    let [matches, impossible] = [0, 0];
    for (let seed = 0; seed < 300; seed += 1) {
      const problem = {
        ...smallProblem(seed),
        quotas: seed % 3 === 0 ? smallProblem(seed).quotas : [],
        levels: DEFAULT,
      };
      const answer = forcingOf(problem, searches);
      for (const demand of ['with', 'without'] as const) {
        for (let pair = 0; pair < answer.moved.length; pair += 1) {
          const asked = {
            participant: problem.pairs.participant[pair] as number,
            mentor: problem.pairs.mentor[pair] as number,
          };
          const match = forcedMatch(problem, asked, demand, searches.resolve);
          const loss = at(answer, pair)[demand === 'with' ? 'force' : 'forbid'];
          expect({ seed, pair, demand, loss: match?.loss ?? { matched: null, score: null } }).toEqual({
            seed,
            pair,
            demand,
            loss,
          });
          if (!match) {
            impossible += 1;
            continue;
          }
          forcedMatchSchema.parse(match);
          const chosen = chosenPairs(problem, match.pairs);
          expect(judge(problem, chosen)).toMatchObject({ matched: match.matched, score: match.score });
          expect(chosen.includes(pair)).toBe(demand === 'with');
          expect(feasible(problem, chosen)).toBe(true);
          if (problem.quotas.length === 0 && match.moved.length > 0)
            expect(match.moved.length).toBe(answer.moved[pair]);
          matches += 1;
        }
      }
    }
    expect(matches).toBeGreaterThan(1_500);
    expect(impossible).toBeGreaterThan(200);
  });

  it('is refused for a pair that is not allowed, by name', () => {
    const problem: Problem = {
      format: 'mile-problem/1',
      participants: [{ id: 'ann', min: 0, max: 1 }],
      mentors: [{ id: 'bo', min: 0, max: 1 }],
      pairs: { participant: [], mentor: [], score: [] },
      quotas: [],
      pinned: [],
      levels: DEFAULT,
    };
    const ask = () => forcedMatch(problem, { participant: 0, mentor: 0 }, 'with', searches.resolve);
    expect(ask).toThrow('"ann" and "bo" are not an allowed pair');
  });
});

function feasible(problem: Problem, chosen: readonly number[]): boolean {
  for (const choice of feasibleChoices(problem)) if (choice.join() === chosen.join()) return true;
  return false;
}
