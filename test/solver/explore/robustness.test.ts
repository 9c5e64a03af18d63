import { describe, expect, test } from 'vitest';
import { robustnessSchema } from '#solver/contract/explore/robustness.ts';
import type { Robustness } from '#solver/contract/explore/robustness.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { drawnMultipliers } from '#solver/explore/robustness/draw.ts';
import { joinedRobustness } from '#solver/contract/explore/joined-robustness.ts';
import { heldInDraws, robustnessOf } from '#solver/explore/robustness/robustness.ts';
import { WeighedProgram } from '#solver/explore/weights/weighed-program.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { solve } from '#solver/solve.ts';
import { feasibleChoices } from '../../support/brute-force.ts';
import { randomWeighing, scoresUnder, smallWeighing } from '../../support/random-weighing.ts';
import { seededRandom } from '../../support/random-problem.ts';

const engines = await loadEngines();
const FEW = { seed: 3, draws: 20, spread: 0.3 };

function matchesOf({ problem, criteria }: Weighing) {
  const all = [...feasibleChoices(problem)];
  const most = Math.max(...all.map((match) => match.length));
  return all
    .filter((match) => problem.levels[0] !== 'matched' || match.length === most)
    .map((match) => ({
      match,
      totals: criteria.map(({ points }) => match.reduce((sum, pair) => sum + (points[pair] as number), 0)),
    }));
}

const worthUnder = (totals: readonly number[], weights: readonly number[]) =>
  totals.reduce((sum, total, index) => sum + total * (weights[index] as number), 0);

function totalsOf({ problem, criteria }: Weighing, pairs: readonly (readonly [number, number])[]): number[] {
  const isIn = new Set(pairs.map(([participant, mentor]) => `${participant} ${mentor}`));
  const { participant, mentor } = problem.pairs;
  return criteria.map(({ points }) =>
    points.reduce(
      (sum, value, pair) => sum + (isIn.has(`${participant[pair]} ${mentor[pair]}`) ? value : 0),
      0,
    ),
  );
}

const radiusOf = ({ radius }: Robustness) => radius.weight.numerator / radius.weight.denominator;

describe('the radius on small problems against every match there is', () => {
  test('it is the least that any match allows', () => {
    let [tried, bounded] = [0, 0];
    for (let seed = 0; seed < 700; seed += 1) {
      const weighing = smallWeighing(seed);
      const matches = matchesOf(weighing);
      if (matches.length === 0) continue;
      const answer = robustnessSchema.parse(robustnessOf(weighing, FEW));
      const mine = totalsOf(weighing, answer.pairs);
      const tenths = weighing.criteria.map(({ thousandths }) => thousandths / 100);
      // The most that any match gains in the box of radius r, by trying every match: 0 up to the radius, above 0 beyond it.
      const gainWithin = (r: number) =>
        Math.max(
          ...matches.map(({ totals }) =>
            totals.reduce((sum, total, index) => {
              const difference = total - (mine[index] as number);
              const weight = tenths[index] as number;
              const ends = [Math.max(0, weight - 10 * r), Math.min(100, weight + 10 * r)];
              return sum + Math.max(...ends.map((end) => end * difference));
            }, 0),
          ),
        );
      const radius = radiusOf(answer);
      tried += 1;
      expect(answer.radius.proven).toBe(true);
      expect(gainWithin(radius), `seed ${seed}`).toBeLessThan(1e-6);
      if (answer.radius.limit === null) expect(radius).toBe(10);
      else {
        bounded += 1;
        expect(gainWithin(radius + 1e-3), `seed ${seed}`).toBeGreaterThan(0);
      }
    }
    expect(tried).toBeGreaterThan(500);
    expect(bounded).toBeGreaterThan(150);
  });

  test('what holds in the drawn weightings, by trying every match', () => {
    let [draws, lost] = [0, 0];
    for (let seed = 0; seed < 300; seed += 1) {
      const weighing = smallWeighing(seed);
      const matches = matchesOf(weighing);
      if (matches.length === 0) continue;
      const answer = robustnessOf(weighing, FEW);
      const { participant, mentor } = weighing.problem.pairs;
      const mine = new Set(answer.pairs.map((pair) => pair.join()));
      const isMine = (pair: number) => mine.has(`${participant[pair]},${mentor[pair]}`);
      const thousandths = weighing.criteria.map((criterion) => criterion.thousandths);
      let [whole, shared] = [0, 0];
      for (let draw = 0; draw < FEW.draws; draw += 1) {
        const weights = drawnMultipliers(thousandths, FEW.seed, draw, FEW.spread);
        const worths = matches.map(({ totals }) => worthUnder(totals, weights));
        const best = Math.max(...worths);
        const most = Math.max(
          ...matches.map(({ match }, place) => (worths[place] === best ? match.filter(isMine).length : 0)),
        );
        shared += most;
        if (most === mine.size) whole += 1;
      }
      draws += FEW.draws;
      lost += FEW.draws - whole;
      expect(answer.wholeHeld, `seed ${seed}`).toBe(whole);
      expect(answer.held.length).toBe(mine.size);
      expect(answer.held.reduce((sum, count) => sum + count, 0)).toBe(shared);
    }
    expect(draws).toBeGreaterThan(4000);
    expect(lost).toBeGreaterThan(100);
  });
});

describe('robustness of medium problems', () => {
  const medium = (seed: number) =>
    randomWeighing(seed, {
      participants: 12,
      mentors: 12,
      criteria: 4,
      density: 0.5,
      capacity: 1 + (seed % 2),
      minima: 0,
      pins: 0,
      levels: ['matched', 'score'],
      grain: 10,
    });

  test('weightings inside keep the match, and just outside the limiting one is better (glpk)', () => {
    const random = seededRandom(11);
    let [inside, outside] = [0, 0];
    for (let seed = 0; seed < 60; seed += 1) {
      const weighing = medium(seed);
      const answer = robustnessOf(weighing, FEW);
      const mine = totalsOf(weighing, answer.pairs);
      const { weight, limit } = answer.radius;
      if (limit === null || weight.numerator === 0) continue;
      const radius = radiusOf(answer) * 10;
      const tenths = weighing.criteria.map(({ thousandths }) => thousandths / 100);
      const drawn = tenths.map(
        (one) =>
          // Whole thousandths of a tenth, rounded towards the present weight.
          Math.trunc(Math.min(100, Math.max(0, one + (2 * random() - 1) * radius)) * 1000 - one * 1000) +
          Math.round(one * 1000),
      );
      const best = new WeighedProgram(weighing).best(drawn);
      expect(worthUnder([...best.totals], drawn), `seed ${seed}`).toBe(worthUnder(mine, drawn));
      inside += 1;
      const theirs = totalsOf(weighing, limit.pairs);
      const level = limit.weights.map((one) => (10 * one.weight.numerator) / one.weight.denominator);
      const beyond = tenths.map((one, index) => one + ((level[index] as number) - one) * 1.01);
      expect(worthUnder(theirs, level)).toBeCloseTo(worthUnder(mine, level), 4);
      expect(worthUnder(theirs, beyond)).toBeGreaterThan(worthUnder(mine, beyond));
      outside += 1;
    }
    expect(inside).toBeGreaterThan(40);
    expect(outside).toBeGreaterThan(40);
  });

  test('the present match is the one that a solve gives, and glpk finds no better one', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const weighing = medium(seed);
      const { problem, criteria } = weighing;
      const score = scoresUnder(
        weighing,
        criteria.map(({ thousandths }) => thousandths),
      );
      const weighed = { ...problem, pairs: { ...problem.pairs, score } };
      const answer = robustnessOf(weighing, FEW);
      const outcome = solve(weighed, { engines, engine: 'flow' });
      expect('pairs' in outcome && outcome.pairs).toEqual(answer.pairs);
      const other = solve(weighed, { engines, engine: 'glpk' });
      expect('score' in other && other.score).toBe('score' in outcome && outcome.score);
    }
  });

  test('the same seed draws the same, and nothing is lost where nothing is moved', () => {
    const weighing = medium(7);
    expect(robustnessOf(weighing, FEW)).toEqual(robustnessOf(weighing, FEW));
    const still = robustnessOf(weighing, { ...FEW, spread: 0 });
    expect(still.wholeHeld).toBe(FEW.draws);
    expect(new Set(still.held)).toEqual(new Set([FEW.draws]));
    const wide = robustnessOf(weighing, { ...FEW, spread: 0.6 });
    expect(Math.min(...wide.held)).toBeLessThan(FEW.draws);
  });
});

test('in parts, done in any order, it is what it is as a whole', () => {
  let whole = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const weighing = smallWeighing(seed);
    let all: Robustness;
    try {
      all = robustnessOf(weighing, FEW);
    } catch {
      continue;
    }
    const never = () => false;
    const first = robustnessOf(weighing, { ...FEW, draws: 7 });
    const others = [
      { from: 16, draws: 4 },
      { from: 7, draws: 9 },
    ].map((some) => heldInDraws(weighing, { ...FEW, ...some }, never));
    expect(joinedRobustness(first, others, FEW.draws)).toEqual(all);
    const missing = joinedRobustness(first, others.slice(1), FEW.draws);
    expect([missing.draws, missing.partial]).toEqual([16, true]);
    whole += 1;
  }
  expect(whole).toBeGreaterThan(20);
});
