import { describe, expect, test } from 'vitest';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { breakpointsOf } from '#solver/explore/breakpoints/breakpoints.ts';
import { weighingOf } from '#solver/explore/weights/weighing.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { solve } from '#solver/solve.ts';

const engines = await loadEngines();
const programme = shippedProgramme('minnesota') as Programme;
const cohort = simulateCohort({ programme, participants: 30, mentors: 30, seed: 4 });
const compiled = compileCohort(cohort, programme);
const { policy } = programme;
const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

describe('a simulated cohort of the Minnesota programme', () => {
  test('weights times points are the scores, up to the divisor of the weights', () => {
    const { problem, criteria } = weighingOf(compiled, policy);
    const divisor = criteria.map(({ thousandths }) => thousandths).reduce(greatestCommonDivisor, 0);
    expect(criteria.map(({ id }) => id)).toEqual(policy.criteria.map(({ id }) => id));
    const sums = Array.from(problem.pairs.score, (_, pair) =>
      criteria.reduce((sum, { thousandths, points }) => sum + thousandths * (points[pair] as number), 0),
    );
    expect(sums.length).toBeGreaterThan(200);
    expect(sums.map((sum) => sum / divisor)).toEqual(Array.from(problem.pairs.score));
  });

  test('wherever a slider stands, its interval has the match that a solve of that policy gives', () => {
    const answer = breakpointsOf(weighingOf(compiled, policy));
    let [tried, changes] = [0, 0];
    for (const [index, { criterion, intervals }] of answer.criteria.entries()) {
      changes += intervals.length - 1;
      for (let tenth = index; tenth <= 100; tenth += 9) {
        const inside = intervals.find(
          ({ from, to }) =>
            10 * from.numerator < tenth * from.denominator && tenth * to.denominator < 10 * to.numerator,
        );
        if (!inside) continue;
        const moved: Policy = {
          ...policy,
          criteria: policy.criteria.map((one) =>
            one.id === criterion ? { ...one, weight: tenth / 10 } : one,
          ),
        };
        const outcome = solve(scoreCohort(compiled, moved).problem, { engines, engine: 'auto' });
        expect('pairs' in outcome && outcome.pairs, `${criterion} at ${tenth / 10}`).toEqual(inside.pairs);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(80);
    expect(changes).toBeGreaterThan(30);
  });
});
