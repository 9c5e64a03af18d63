import { describe, expect, test } from 'vitest';
import { learnedSchema } from '#solver/contract/explore/learn.ts';
import type { Learned } from '#solver/contract/explore/learn.ts';
import { RowBuilder } from '#solver/engines/linear-model.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { learnFromPairs } from '#solver/explore/learn/by-hand.ts';
import { learnWeights } from '#solver/explore/learn/learn.ts';
import { WeighedProgram } from '#solver/explore/weights/weighed-program.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { solve } from '#solver/solve.ts';
import { feasibleChoices } from '../../support/brute-force.ts';
import { GUILD, guildCohort, guildPolicy } from '../../support/score/guild.ts';
import { randomWeighing, scoresUnder, smallWeighing } from '../../support/random-weighing.ts';
import { seededRandom } from '../../support/random-problem.ts';

const engines = await loadEngines();

function largestMatches({ problem }: Weighing): number[][] {
  const all = [...feasibleChoices(problem)];
  const most = Math.max(...all.map((match) => match.length));
  return all.filter((match) => problem.levels[0] !== 'matched' || match.length === most);
}

const totalsOf = ({ criteria }: Weighing, match: readonly number[]) =>
  criteria.map(({ points }) => match.reduce((sum, pair) => sum + (points[pair] as number), 0));

/** The nearest weights of any under which one of all matches is the best by a margin, by HiGHS over all of them; undefined where there are none. */
function nearestOfAll(weighing: Weighing, match: readonly number[], margin: number): number | undefined {
  const count = weighing.criteria.length;
  const mine = totalsOf(weighing, match);
  const rows = new RowBuilder();
  for (const [index, { thousandths }] of weighing.criteria.entries()) {
    const tenths = thousandths / 100;
    rows.entry(index, 1);
    rows.entry(count + index, -1);
    rows.entry(2 * count + index, 1);
    rows.end(tenths, tenths);
  }
  for (let index = 0; index < count; index += 1) rows.entry(index, 1);
  rows.end(10, Infinity);
  for (const other of largestMatches(weighing)) {
    const differences = totalsOf(weighing, other).map((total, index) => total - (mine[index] as number));
    const length = differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
    if (length === 0) continue;
    for (const [index, difference] of differences.entries()) rows.entry(index, difference / length);
    rows.end(-Infinity, -margin);
  }
  const objective = new Float64Array(3 * count).fill(-1, count);
  const upper = new Float64Array(3 * count).fill(Infinity).fill(100, 0, count);
  const { status, values } = engines.highs.relax(rows.finish(objective, upper), Infinity);
  if (status !== 'optimal') return undefined;
  return values.slice(count).reduce((sum, value) => sum + value, 0) / 10;
}

/** Tenths or thousandths, whole. */
const multipliersOf = ({ weights, step }: Learned) => weights.map(({ after }) => Math.round(after / step));

describe('whole matches of small problems against every match there is', () => {
  test('weights are found where there are some, and not where there are none', () => {
    const seen = { explained: 0, partly: 0, moved: 0 };
    for (let seed = 0; seed < 1000; seed += 1) {
      const weighing = smallWeighing(seed);
      const matches = largestMatches(weighing);
      if (matches.length < 2) continue;
      const match = matches[seed % matches.length] as number[];
      const answer = learnedSchema.parse(learnWeights(weighing, Int32Array.from(match), engines.glpk));
      if (weighing.problem.levels[0] === 'matched') expect(answer.inTheWay).toEqual([]);
      if (answer.inTheWay.length > 0 || weighing.problem.levels[0] !== 'matched') continue;
      seen[answer.status] += 1;
      const nearest = nearestOfAll(weighing, match, 0);
      const robust = nearestOfAll(weighing, match, 0.5);
      const at = `seed ${seed}`;
      if (robust !== undefined) expect(answer.status, at).toBe('explained');
      if (nearest === undefined) expect(answer.status, at).toBe('partly');
      if (answer.status === 'partly') continue;
      const weights = multipliersOf(answer);
      const worth = (one: readonly number[]) =>
        totalsOf(weighing, one).reduce((sum, total, index) => sum + total * (weights[index] as number), 0);
      expect(weights.some((weight) => weight > 0)).toBe(true);
      expect(worth(match), at).toBe(Math.max(...matches.map(worth)));
      expect(answer.unexplained).toEqual([]);
      expect(answer.lost.after).toBe(0);
      expect(answer.distanceAtLeast, at).toBeCloseTo(nearest as number, 3);
      // Rounding to a step adds half a step for each criterion at most, unless nearer ones lie on an edge.
      if (robust !== undefined)
        expect(answer.distance, at).toBeLessThan(robust + 0.05 * weights.length + 0.001);
      if (answer.distance > 0) seen.moved += 1;
    }
    expect(seen.explained).toBeGreaterThan(100);
    expect(seen.partly).toBeGreaterThan(20);
    expect(seen.moved).toBeGreaterThan(30);
  });

  test('where none explain the match, none in tenths of the same sum lose much less', () => {
    let tried = 0;
    const random = seededRandom(9);
    for (let seed = 0; seed < 1000; seed += 1) {
      const weighing = smallWeighing(seed);
      const matches = largestMatches(weighing);
      if (matches.length < 2 || weighing.problem.levels[0] !== 'matched') continue;
      const match = matches[seed % matches.length] as number[];
      const answer = learnWeights(weighing, Int32Array.from(match), engines.glpk);
      const sum = weighing.criteria.reduce((total, { thousandths }) => total + thousandths / 100, 0);
      if (answer.status === 'explained' || sum < 10) continue;
      const loss = (weights: readonly number[]) => {
        const worth = (one: readonly number[]) =>
          totalsOf(weighing, one).reduce(
            (total, value, index) => total + value * (weights[index] as number),
            0,
          );
        return Math.max(...matches.map(worth)) - worth(match);
      };
      const mine = loss(multipliersOf(answer));
      for (let draw = 0; draw < 20; draw += 1) {
        const shares = weighing.criteria.map(() => -Math.log(1 - random()));
        const total = shares.reduce((all, share) => all + share, 0);
        const weights = shares.map((share) => (share / total) * sum);
        if (weights.some((weight) => weight > 100)) continue;
        // Rounding moves a weight by half a tenth at most, and a match's totals differ by 1000 for each pair at most.
        const slack = 0.5 * 1000 * match.length * weights.length * 2;
        expect(loss(weights), `seed ${seed}`).toBeGreaterThan(mine - slack);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(100);
  });
});

describe('matches made from hidden weights', () => {
  const medium = (seed: number): Weighing =>
    randomWeighing(seed, {
      participants: 20,
      mentors: 18,
      criteria: 5,
      density: 0.6,
      capacity: 1 + (seed % 2),
      minima: 0,
      pins: 0,
      levels: ['matched', 'score'],
      grain: 1,
    });
  const hidden = (seed: number) => {
    const random = seededRandom(seed + 500);
    return Array.from({ length: 5 }, () => 1 + Math.floor(random() * 100));
  };
  const matchOf = (weighing: Weighing, weights: readonly number[]) => {
    const program = new WeighedProgram(weighing);
    return program.canonical(program.best(weights));
  };
  const scoredUnder = (weighing: Weighing, weights: readonly number[]) => ({
    ...weighing.problem,
    pairs: { ...weighing.problem.pairs, score: scoresUnder(weighing, weights) },
  });

  test('are best again under the learned ones: the engine of another kind finds nothing better', () => {
    let tried = 0;
    for (let seed = 0; seed < 50; seed += 1) {
      const weighing = medium(seed);
      const match = matchOf(weighing, hidden(seed));
      const answer = learnWeights(weighing, match, engines.glpk);
      expect(answer.status, `seed ${seed}`).toBe('explained');
      const weights = multipliersOf(answer);
      const divisor = answer.step === 0.1 ? 1 : 100;
      if (divisor > 1) continue;
      const problem = scoredUnder(weighing, weights);
      const outcome = solve(problem, { engines, engine: 'glpk' });
      const score = match.reduce((sum, pair) => sum + (problem.pairs.score[pair] as number), 0);
      expect('score' in outcome && outcome.score, `seed ${seed}`).toBe(score);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(35);
  });

  test('a part of one is in a best match under the learned weights', () => {
    let [explained, tried] = [0, 0];
    for (let seed = 0; seed < 30; seed += 1) {
      const weighing = medium(seed);
      const part = matchOf(weighing, hidden(seed)).filter((_, place) => place % 3 !== 0);
      const answer = learnWeights(weighing, part, engines.glpk);
      tried += 1;
      expect(answer.inTheWay).toEqual([]);
      if (answer.status === 'partly') continue;
      explained += 1;
      const weights = multipliersOf(answer);
      const program = new WeighedProgram(weighing);
      const best = program.best(weights);
      const pinned = new WeighedProgram({
        ...weighing,
        problem: { ...weighing.problem, pinned: [...part] },
      }).best(weights);
      const worth = (totals: Float64Array) =>
        totals.reduce((sum, total, index) => sum + total * (weights[index] as number), 0);
      expect(worth(pinned.totals)).toBe(worth(best.totals));
    }
    expect(tried).toBe(30);
    expect(explained).toBeGreaterThan(20);
  });

  test('present weights that explain it stay as they are', () => {
    const weighing = medium(4);
    const now = weighing.criteria.map(({ thousandths }) => thousandths / 100);
    const answer = learnWeights(weighing, matchOf(weighing, now), engines.glpk);
    expect(answer).toMatchObject({ status: 'explained', distance: 0, distanceAtLeast: 0, step: 0.1 });
    expect(answer.weights.map(({ after }) => Math.round(after * 10))).toEqual(now);
  });

  test('pairs that do not fit together are named', () => {
    const weighing = medium(2);
    const match = matchOf(weighing, hidden(2));
    const { participant, mentor } = weighing.problem.pairs;
    const [first] = match;
    const another = Array.from(participant).findIndex(
      (one, pair) => one === participant[first as number] && !match.includes(pair),
    );
    const answer = learnWeights(weighing, Int32Array.from([...match, another]), engines.glpk);
    expect(answer.inTheWay).toEqual([[participant[another], mentor[another]]]);
    expect(answer.status).toBe('explained');
  });
});

describe('hand-made pairs of a cohort', () => {
  const cohort = guildCohort(
    [
      { town: 'a', years: 1 },
      { town: 'b', years: 2 },
      { town: 'c', years: 30 },
    ],
    [
      { town: 'a', years: 9 },
      { town: 'b', years: 20 },
      { town: 'e', years: 3 },
    ],
  );
  const policy = guildPolicy({
    criteria: [
      {
        id: 'near',
        label: 'Near',
        kind: 'distance',
        participantField: 'town',
        mentorField: 'town',
        halfDistanceKm: 80,
        weight: 1,
      },
      {
        id: 'gap',
        label: 'Gap',
        kind: 'gap',
        participantField: 'years',
        mentorField: 'years',
        idealMin: 5,
        idealMax: 9,
        fade: 20,
        weight: 9,
      },
    ],
    rules: [
      {
        id: 'far',
        label: 'Not too far',
        kind: 'max-distance',
        participantField: 'town',
        mentorField: 'town',
        threshold: 1200,
        on: true,
      },
    ],
    forbids: [{ participant: 'p01', mentor: 'm00' }],
  });
  const compiled = compileCohort(cohort, GUILD);

  test('those that are not allowed are named with the rule', () => {
    const answer = learnedSchema.parse(
      learnFromPairs(
        compiled,
        policy,
        [
          { participant: 'p00', mentor: 'm02' },
          { participant: 'p01', mentor: 'm00' },
          { participant: 'p02', mentor: 'm01' },
        ],
        engines.glpk,
      ),
    );
    expect(answer.notAllowed).toMatchObject([
      { participant: 'p00', mentor: 'm02', blockedBy: [{ rule: 'far', label: 'Not too far' }] },
      { participant: 'p01', mentor: 'm00', blockedBy: [] },
    ]);
  });

  test.each([
    [[{ participant: 'nobody', mentor: 'm00' }], /not in the cohort/],
    [
      [
        { participant: 'p00', mentor: 'm00' },
        { participant: 'p00', mentor: 'm00' },
      ],
      /twice/,
    ],
  ])('%j is refused', (pairs, sentence) => {
    expect(() => learnFromPairs(compiled, policy, pairs, engines.glpk)).toThrow(sentence);
  });
});
