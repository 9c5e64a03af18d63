import { describe, expect, test } from 'vitest';
import { breakpointsSchema } from '#solver/contract/explore/breakpoints.ts';
import type { CriterionBreakpoints, Interval } from '#solver/contract/explore/breakpoints.ts';
import { EXACT_SCORE_LIMIT } from '#solver/contract/problem.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { breakpointsOf } from '#solver/explore/breakpoints/breakpoints.ts';
import { WeighedProgram } from '#solver/explore/weights/weighed-program.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { solve } from '#solver/solve.ts';
import { bruteForce, feasibleChoices } from '../../support/brute-force.ts';
import { randomWeighing, scoresUnder, smallWeighing } from '../../support/random-weighing.ts';
import { seededRandom } from '../../support/random-problem.ts';

const engines = await loadEngines();

/** Every match that the levels before the score leave, as a line over the thousandths of a criterion's weight. */
function linesOf({ problem, criteria }: Weighing, index: number) {
  const matches = [...feasibleChoices(problem)];
  const most = Math.max(...matches.map((match) => match.length));
  return matches
    .filter((match) => problem.levels[0] !== 'matched' || match.length === most)
    .map((match) => {
      const total = (one: number) =>
        match.reduce((sum, pair) => sum + (criteria[one]?.points[pair] as number), 0);
      const fixed = criteria.reduce(
        (sum, { thousandths }, one) => sum + (one === index ? 0 : thousandths * total(one)),
        0,
      );
      return { fixed, points: total(index), match };
    });
}

type Exact = { numerator: number; denominator: number };
const asNumber = ({ numerator, denominator }: Exact) => numerator / denominator;

/** The value of an interval's match at a weight, times 1000 x denominator: whole. */
function worthAt({ fixedTenths, points }: Interval, at: Exact): bigint {
  return lineAt({ fixed: Math.round(fixedTenths * 100), points }, at);
}

/** The same of a line over the thousandths. */
function lineAt({ fixed, points }: { fixed: number; points: number }, { numerator, denominator }: Exact) {
  return BigInt(fixed) * BigInt(denominator) + 1000n * BigInt(points) * BigInt(numerator);
}

/** The problem with this weight and those of the others; one unit of its score is `unit` of `worthAt`. */
function problemAt(
  weighing: Weighing,
  id: string,
  { numerator, denominator }: Exact,
): { problem: Problem; unit: number } {
  const { problem, criteria } = weighing;
  const multipliers = criteria.map((one) =>
    one.id === id ? 1000 * numerator : one.thousandths * denominator,
  );
  const unit = multipliers.reduce(greatestCommonDivisor, 0) || 1;
  const score = scoresUnder(
    weighing,
    multipliers.map((multiplier) => multiplier / unit),
  );
  return { problem: { ...problem, pairs: { ...problem.pairs, score } }, unit };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function neighbours(found: CriterionBreakpoints) {
  return found.breakpoints.map((breakpoint, place) => ({
    breakpoint,
    before: found.intervals[place] as Interval,
    after: found.intervals[place + 1] as Interval,
  }));
}

describe('breakpoints of small problems against every match there is', () => {
  test('the intervals are the upper envelope of all matches', () => {
    let [asked, changes, refused] = [0, 0, 0];
    for (let seed = 0; seed < 700; seed += 1) {
      const weighing = smallWeighing(seed);
      const isPossible = [...feasibleChoices(weighing.problem)].length > 0;
      if (!isPossible) {
        expect(() => breakpointsOf(weighing)).toThrow(/No match keeps/);
        refused += 1;
        continue;
      }
      const answer = breakpointsSchema.parse(breakpointsOf(weighing));
      for (const [index, found] of answer.criteria.entries()) {
        asked += 1;
        changes += found.breakpoints.length;
        const lines = linesOf(weighing, index);
        expect(found.intervals.length).toBe(found.breakpoints.length + 1);
        expect(asNumber(found.intervals[0]?.from as Exact)).toBe(0);
        expect(asNumber(found.intervals.at(-1)?.to as Exact)).toBe(10);
        for (const interval of found.intervals) {
          expect(asNumber(interval.from)).toBeLessThan(asNumber(interval.to));
          for (const end of [interval.from, interval.to]) {
            const best = lines.reduce((most, { fixed, points }) => {
              const worth = lineAt({ fixed, points }, end);
              return worth > most ? worth : most;
            }, -1n);
            // A line that is highest at both ends is highest in between: the envelope is convex.
            expect(worthAt(interval, end), `seed ${seed} criterion ${index}`).toBe(best);
          }
        }
        for (const { before, after } of neighbours(found)) expect(before.points).toBeLessThan(after.points);
      }
    }
    expect(asked).toBeGreaterThan(1000);
    expect(changes).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(5);
  });

  test('the match of an interval is the one that a solve at a weight inside gives', () => {
    let tried = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const weighing = smallWeighing(seed);
      if ([...feasibleChoices(weighing.problem)].length === 0) continue;
      for (const { criterion, intervals } of breakpointsOf(weighing).criteria) {
        for (const { from, to, pairs } of intervals) {
          const inside = {
            numerator: from.numerator * to.denominator + to.numerator * from.denominator,
            denominator: 2 * from.denominator * to.denominator,
          };
          const { problem } = problemAt(weighing, criterion, inside);
          // Scores of a problem have a limit that weights far from thousandths exceed.
          if (Math.max(0, ...Array.from(problem.pairs.score)) > EXACT_SCORE_LIMIT) continue;
          const outcome = solve(problem, { engines, engine: 'flow' });
          tried += 1;
          expect('pairs' in outcome && outcome.pairs, `seed ${seed}`).toEqual(pairs);
        }
      }
    }
    expect(tried).toBeGreaterThan(100);
  });
});

test('each pair of an interval is told with its points, which sum up to what the interval says', () => {
  let tried = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    const weighing = smallWeighing(seed);
    if ([...feasibleChoices(weighing.problem)].length === 0) continue;
    const { criteria, pairs } = breakpointsOf(weighing);
    const pointsOf = new Map(pairs.map(({ pair, points }) => [pair.join(), points]));
    for (const [index, { intervals }] of criteria.entries())
      for (const interval of intervals) {
        const total = (criterion: number) =>
          interval.pairs.reduce((sum, pair) => sum + (pointsOf.get(pair.join())?.[criterion] as number), 0);
        const fixed = weighing.criteria.reduce(
          (sum, { thousandths }, one) => sum + (one === index ? 0 : thousandths * total(one)),
          0,
        );
        expect(total(index)).toBe(interval.points);
        expect(fixed).toBe(Math.round(interval.fixedTenths * 100));
        tried += 1;
      }
  }
  expect(tried).toBeGreaterThan(100);
});

describe('breakpoints of medium problems', () => {
  const medium = (seed: number) =>
    randomWeighing(seed, {
      participants: 14,
      mentors: 12,
      criteria: 4,
      density: 0.5,
      capacity: 1 + (seed % 2),
      minima: 0,
      pins: 0,
      levels: ['matched', 'score'],
      grain: seed % 2 === 0 ? 1 : 100,
    });

  test('matches on either side of a breakpoint are equally good there, exactly', () => {
    let tried = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      for (const found of breakpointsOf(medium(seed)).criteria) {
        for (const { breakpoint, before, after } of neighbours(found)) {
          tried += 1;
          expect(worthAt(before, breakpoint.weight)).toBe(worthAt(after, breakpoint.weight));
          expect(breakpoint.moved.length).toBeGreaterThan(0);
          expect(before.pairs).not.toEqual(after.pairs);
        }
      }
    }
    expect(tried).toBeGreaterThan(500);
  });

  test('glpk finds the value of the interval at random weights', () => {
    const random = seededRandom(5);
    let tried = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const weighing = medium(seed);
      const { id } = weighing.criteria[seed % 4] ?? { id: '' };
      const found = breakpointsOf(weighing, { criterion: id }).criteria[0] as CriterionBreakpoints;
      const at = { numerator: Math.floor(random() * 101), denominator: 10 };
      const { problem, unit } = problemAt(weighing, id, at);
      const outcome = solve(problem, { engines, engine: 'glpk' });
      if (outcome.status !== 'optimal') continue;
      const holding = found.intervals.filter(
        ({ from, to }) => asNumber(from) <= asNumber(at) && asNumber(at) <= asNumber(to),
      );
      expect(holding.length).toBeGreaterThan(0);
      for (const interval of holding)
        expect(worthAt(interval, at)).toBe(BigInt(outcome.score) * BigInt(unit));
      tried += 1;
    }
    expect(tried).toBeGreaterThan(90);
  });

  test('the steady range is where the present match stays one of the best', () => {
    let tried = 0;
    for (let seed = 0; seed < 30; seed += 1) {
      const weighing = medium(seed);
      for (const { weight, intervals, steady } of breakpointsOf(weighing).criteria) {
        const isInside = intervals.some(({ from, to }) => asNumber(from) < weight && weight < asNumber(to));
        expect(asNumber(steady.from)).toBeLessThanOrEqual(weight);
        expect(asNumber(steady.to)).toBeGreaterThanOrEqual(weight);
        if (!isInside) continue;
        tried += 1;
        expect(
          intervals.some(
            ({ from, to }) =>
              from === steady.from ||
              (asNumber(from) === asNumber(steady.from) && asNumber(to) === asNumber(steady.to)),
          ),
        ).toBe(true);
      }
    }
    expect(tried).toBeGreaterThan(80);
  });

  test('the order of the input does not matter', () => {
    const weighing = medium(4);
    const { problem, criteria } = weighing;
    const count = problem.pairs.score.length;
    const reverse = <Value>(values: ArrayLike<Value>) => Array.from(values).reverse();
    const reversed: Weighing = {
      problem: {
        ...problem,
        pairs: {
          participant: reverse(problem.pairs.participant),
          mentor: reverse(problem.pairs.mentor),
          score: reverse(problem.pairs.score),
        },
        pinned: problem.pinned.map((pair) => count - 1 - pair),
      },
      criteria: criteria.map((one) => ({ ...one, points: Int32Array.from(one.points).reverse() })),
    };
    expect(breakpointsOf(reversed)).toEqual(breakpointsOf(weighing));
  });

  test('progress ends at 1 and never goes back', () => {
    const shares: number[] = [];
    breakpointsOf(medium(2), { onProgress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });
});

describe('breakpoints of problems so large that pairs are left out on the way', () => {
  const large = (seed: number) =>
    randomWeighing(seed, {
      participants: 90,
      mentors: 80,
      criteria: 3,
      density: 0.9,
      capacity: 1 + (seed % 2),
      minima: 0,
      pins: 0,
      levels: seed === 3 ? ['score'] : ['matched', 'score'],
      grain: seed === 2 ? 100 : 1,
    });

  test('at every breakpoint all pairs together give no better match', () => {
    let [tried, pairs] = [0, Infinity];
    for (let seed = 0; seed < 4; seed += 1) {
      const weighing = large(seed);
      pairs = Math.min(pairs, weighing.problem.pairs.score.length);
      const all = new WeighedProgram(weighing);
      const thousandths = weighing.criteria.map((criterion) => criterion.thousandths);
      for (const [index, found] of breakpointsOf(weighing).criteria.entries()) {
        for (const { breakpoint, before, after } of neighbours(found)) {
          const { numerator, denominator } = breakpoint.weight;
          const multipliers = thousandths.map((one, other) =>
            other === index ? 1000 * numerator : one * denominator,
          );
          const best = all
            .best(multipliers)
            .totals.reduce((sum, total, one) => sum + BigInt(total) * BigInt(multipliers[one] as number), 0n);
          expect(worthAt(before, breakpoint.weight)).toBe(best);
          expect(worthAt(after, breakpoint.weight)).toBe(best);
          tried += 1;
        }
      }
    }
    expect(pairs).toBeGreaterThan(5000);
    expect(tried).toBeGreaterThan(300);
  });

  test('a solve at a tenth gives the same match', () => {
    let tried = 0;
    for (let seed = 0; seed < 4; seed += 1) {
      const weighing = large(seed);
      const found = breakpointsOf(weighing, { criterion: 'c1' }).criteria[0] as CriterionBreakpoints;
      for (let tenth = 3; tenth < 100; tenth += 7) {
        const at = { numerator: tenth, denominator: 10 };
        const interval = found.intervals.find(
          ({ from, to }) => asNumber(from) < tenth / 10 && tenth / 10 < asNumber(to),
        );
        if (!interval) continue;
        const outcome = solve(problemAt(weighing, 'c1', at).problem, { engines, engine: 'flow' });
        expect('pairs' in outcome && outcome.pairs, `seed ${seed} tenth ${tenth}`).toEqual(interval.pairs);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(40);
  });
});

describe('with quotas, and with levels that are no sums, every tenth is right', () => {
  const resolve = (problem: Problem) => solve(problem, { engines, engine: 'auto' });
  const kinds: [string, Level[], boolean][] = [
    ['quotas', ['matched', 'score'], true],
    ['weakest', ['matched', 'weakest', 'score'], false],
    ['leximin', ['matched', 'score', 'leximin'], true],
  ];

  test.each(kinds)('%s', (_, levels, hasQuotas) => {
    const seen = { tried: 0, changes: 0 };
    for (let seed = 0; seed < 60 && seen.tried < 12; seed += 1) {
      const plain = smallWeighing(4 * seed);
      const members = Array.from(plain.problem.pairs.score, (__, pair) => pair).filter(
        (pair) => pair % 2 === 0,
      );
      const quota = {
        id: 'q',
        sense: '<=' as const,
        bound: 1,
        pairs: members,
        coefficients: members.map(() => 1),
      };
      const weighing: Weighing = {
        ...plain,
        problem: { ...plain.problem, levels, quotas: hasQuotas ? [quota] : [] },
      };
      if ([...feasibleChoices(weighing.problem)].length === 0) {
        expect(() => breakpointsOf(weighing, { resolve })).toThrow(/No match keeps/);
        continue;
      }
      const answer = breakpointsSchema.parse(breakpointsOf(weighing, { criterion: 'c0', resolve }));
      const found = answer.criteria[0] as CriterionBreakpoints;
      expect(found).toMatchObject({ isExact: false, isProven: true });
      seen.changes += found.breakpoints.length;
      seen.tried += found.breakpoints.length > 0 ? 1 : 0;
      for (let tenth = 0; tenth <= 100; tenth += 3) {
        const { problem, unit } = problemAt(weighing, 'c0', { numerator: tenth, denominator: 10 });
        const best = bruteForce(problem);
        const holding = found.intervals.filter(
          ({ from, to }) => asNumber(from) <= tenth / 10 + 1e-9 && tenth / 10 - 1e-9 <= asNumber(to),
        );
        expect(holding.length, `seed ${seed} tenth ${tenth}`).toBe(1);
        const worth = worthAt(holding[0] as Interval, { numerator: tenth, denominator: 10 });
        expect(worth, `seed ${seed} tenth ${tenth}`).toBe(BigInt(best?.score ?? -1) * BigInt(unit));
      }
    }
    expect(seen.tried).toBe(12);
    expect(seen.changes).toBeGreaterThan(11);
  });
});

describe('what is refused', () => {
  const weighing = smallWeighing(4);
  test.each([
    [{ levels: ['matched' as const] }, /Weights do not matter/],
    [{ levels: ['matched' as const, 'weakest' as const, 'score' as const] }, /not a convex function/],
    [{ quotas: [{ id: 'q', sense: '>=' as const, bound: 0, pairs: [0], coefficients: [1] }] }, /quotas/i],
  ])('%o', (change, sentence) => {
    expect(() => breakpointsOf({ ...weighing, problem: { ...weighing.problem, ...change } })).toThrow(
      sentence,
    );
  });

  test('a criterion that is not there', () => {
    expect(() => breakpointsOf(weighing, { criterion: 'nothing' })).toThrow(/no criterion "nothing"/);
  });
});
