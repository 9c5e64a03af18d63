import { describe, expect, it } from 'vitest';
import { joinedPareto } from '#solver/contract/explore/joined-pareto.ts';
import { paretoSchema } from '#solver/contract/explore/pareto.ts';
import type { Pareto } from '#solver/contract/explore/pareto.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { paretoOf, paretoPart } from '#solver/explore/pareto/pareto.ts';
import { choiceOf } from '#solver/explore/repair/match-before.ts';
import { withMovesAtMost } from '#solver/explore/repair/moves-quota.ts';
import { solve } from '#solver/solve.ts';
import { endsOf } from '../../support/best-choices.ts';
import { feasibleChoices, judge } from '../../support/brute-force.ts';
import { mediumProblem } from '../../support/medium-problem.ts';
import { seededRandom, smallProblem } from '../../support/random-problem.ts';

const engines = await loadEngines();
const resolve = (problem: Problem) => solve(problem, { engines, engine: 'auto' });
const searches = { resolve, budget: { remainingMs: () => Infinity } };

interface Tried {
  matched: number;
  score: number;
  weakest: number;
  moved: number;
}

function tried(problem: Problem, chosen: readonly number[], baseline: readonly number[]): Tried {
  const { matched, score, scores } = judge(problem, chosen);
  const moved = problem.participants.filter((_, participant) => {
    const own = (pairs: readonly number[]) =>
      pairs.filter((pair) => problem.pairs.participant[pair] === participant).join();
    return own(chosen) !== own(baseline);
  }).length;
  return { matched, score, weakest: scores[0] ?? Infinity, moved };
}

const isAtLeast = (a: Tried, b: Tried) =>
  (a.matched > b.matched || (a.matched === b.matched && a.score >= b.score)) &&
  a.weakest >= b.weakest &&
  a.moved <= b.moved;

const key = ({ matched, score, weakest, moved }: Tried) => [matched, score, weakest, moved].join();

/** What nothing beats, of all choices. */
function expectedOf(problem: Problem, baseline: readonly number[], fewest: number): string[] {
  const all = new Map<string, Tried>();
  for (const chosen of feasibleChoices(problem)) {
    const one = tried(problem, chosen, baseline);
    if (one.matched >= fewest) all.set(key(one), one);
  }
  const some = [...all.values()];
  return some.filter((one) => !some.some((other) => other !== one && isAtLeast(other, one))).map(key);
}

const toldKeys = ({ points }: Pareto) =>
  points.map(({ weakest, ...point }) => key({ ...point, weakest: weakest ?? Infinity }));

/** One partner for everybody, so that moves are told by pairs. */
const pureProblem = (seed: number): Problem =>
  mediumProblem(seed, {
    participants: 12,
    mentors: 12,
    bestScore: 200,
    capacity: 1,
    quotas: 0,
    levels: ['matched', 'score'],
  });

describe('what nothing beats', () => {
  it('is what trying every match finds, on 500 small problems with quotas and without, from any baseline', () => {
    const seen = { several: 0, fewer: 0, quotas: 0, best: 0, nothing: 0 };
    for (let seed = 0; seed < 500; seed += 1) {
      const problem: Problem = { ...smallProblem(seed), levels: ['matched', 'score'] };
      const choices = [...feasibleChoices(problem)];
      const random = seededRandom(seed + 3);
      const given = seed % 3 === 0 ? undefined : choices[Math.floor(random() * choices.length)];
      const fewer = seed % 2;
      const answer = paretoSchema.parse(
        paretoOf(
          problem,
          { baseline: given && { pairs: endsOf(problem, given), dropped: [] }, fewer },
          searches,
        ),
      );
      expect(answer.isComplete).toBe(true);
      if (choices.length === 0) {
        expect(answer.points).toEqual([]);
        seen.nothing += 1;
        continue;
      }
      for (const { pairs, moved } of answer.points) {
        const chosen = Array.from(problem.pairs.score, (_, pair) => pair).filter((pair) =>
          pairs.some(
            ([one, other]) => problem.pairs.participant[pair] === one && problem.pairs.mentor[pair] === other,
          ),
        );
        expect(choices.some((choice) => choice.join() === chosen.join())).toBe(true);
        if (given) expect(tried(problem, chosen, given).moved).toBe(moved);
      }
      if (!given) {
        expect(answer.baseline.isBest).toBe(true);
        expect(answer.points[0]).toMatchObject({ moved: 0 });
        seen.best += 1;
        continue;
      }
      const expected = expectedOf(problem, given, answer.fewest);
      expect({ seed, points: toldKeys(answer).sort() }).toEqual({ seed, points: expected.sort() });
      if (expected.length > 1) seen.several += 1;
      if (fewer === 1) seen.fewer += 1;
      if (problem.quotas.length > 0) seen.quotas += 1;
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(30);
  });

  it('is the same put together from ranges of the weakest score, as many as there are', () => {
    let several = 0;
    for (let seed = 0; seed < 120; seed += 1) {
      const problem: Problem = { ...smallProblem(seed), levels: ['matched', 'score'] };
      const [choice] = feasibleChoices(problem);
      const baseline = seed % 2 === 1 && choice ? { pairs: endsOf(problem, choice), dropped: [] } : undefined;
      const question = { baseline, fewer: seed % 3 };
      const whole = paretoOf(problem, question, searches);
      const parts = 1 + (seed % 9);
      const ranges = Array.from({ length: parts }, (_, part) =>
        paretoSchema.parse(paretoPart(problem, question, { part, parts }, searches)),
      );
      const [first, ...others] = ranges;
      const joined = joinedPareto(first as Pareto, others, parts);
      expect({ seed, points: toldKeys(joined), fewest: joined.fewest }).toEqual({
        seed,
        points: toldKeys(whole),
        fewest: whole.fewest,
      });
      expect(joined.isComplete).toBe(true);
      expect(joined.sentence).toBe(whole.sentence);
      if (parts > 1) expect(joinedPareto(first as Pareto, others.slice(1), parts).isComplete).toBe(false);
      if (whole.points.length > 1) several += 1;
    }
    expect(several).toBeGreaterThan(20);
  });

  it('people who had a pair that is gone are moved in every match', () => {
    const problem: Problem = { ...smallProblem(4), quotas: [], pinned: [], levels: ['matched', 'score'] };
    const id = problem.participants[0]?.id as string;
    const dropped = [{ participant: id, mentor: 'gone' }];
    const answer = paretoOf(problem, { baseline: { pairs: [], dropped }, fewer: 0 }, searches);
    expect(answer.baseline.dropped).toEqual(dropped);
    expect(answer.points.length).toBeGreaterThan(0);
    expect(answer.points.every(({ moved }) => moved >= 1)).toBe(true);
  });

  it('has the best match within each number of moves, as HiGHS finds it, on 20 medium problems', () => {
    let compared = 0;
    for (let seed = 0; seed < 20; seed += 1) {
      const problem = pureProblem(seed);
      const found = resolve({ ...problem, levels: ['matched'] });
      if (!('pairs' in found)) continue;
      const answer = paretoOf(problem, { baseline: { pairs: found.pairs, dropped: [] }, fewer: 0 }, searches);
      const chosen = choiceOf(problem, found.pairs);
      const before = { chosen, kept: chosen, counts: new Uint8Array(problem.participants.length).fill(1) };
      const most = Math.max(...answer.points.map(({ moved }) => moved));
      for (const moves of new Set([0, most >> 2, most >> 1, most])) {
        const bounded = withMovesAtMost(problem, before, moves) as Problem;
        const best = solve(bounded, { engines, engine: 'highs' });
        if (best.status !== 'optimal') throw new Error('HiGHS solves a medium problem');
        const [within] = answer.points.filter(({ moved }) => moved <= moves);
        expect({ seed, moves, matched: within?.matched, score: within?.score }).toEqual({
          seed,
          moves,
          matched: best.matched,
          score: best.score,
        });
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(30);
  });

  it('tells what was found where the time ends', () => {
    const problem = pureProblem(2);
    const whole = paretoOf(problem, { fewer: 0 }, searches);
    expect(whole.isComplete).toBe(true);
    const over = { resolve, budget: { remainingMs: () => 0 } };
    const nothing = (asked: Problem) => ({ ...resolve(asked), status: 'unknown' as const });
    const part = paretoOf(problem, { fewer: 0 }, { ...over, resolve: nothing as typeof resolve });
    expect(part.isComplete).toBe(false);
    expect(part.points.length).toBeGreaterThan(0);
    expect(part.points[0]).toMatchObject({ score: whole.points[0]?.score });
  });
});
