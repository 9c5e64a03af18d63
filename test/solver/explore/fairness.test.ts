import { beforeAll, describe, expect, it } from 'vitest';
import { fairnessSchema, frontierSchema } from '#solver/contract/explore/fairness.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { fairnessOf } from '#solver/explore/fairness/fairness.ts';
import { frontierOf } from '#solver/explore/fairness/frontier.ts';
import { holmAdjusted } from '#solver/explore/fairness/holm.ts';
import { permutationTests } from '#solver/explore/fairness/permutation.ts';
import { solve } from '#solver/solve.ts';
import { endsOf } from '../../support/best-choices.ts';
import { feasibleChoices, judge } from '../../support/brute-force.ts';
import { mediumProblem } from '../../support/medium-problem.ts';
import { randomProblem, seededRandom, smallProblem } from '../../support/random-problem.ts';
import { reordered } from '../../support/reordered.ts';
import { chosenPairs } from '../../support/worth.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

const resolve = (problem: Problem) => solve(problem, { engines, engine: 'auto' });
const byGlpk = (problem: Problem) => solve(problem, { engines, engine: 'glpk' });
const LEVELS: Level[] = ['matched', 'score'];

/** Every group of the size, tried one by one: the share whose means lie at least as far apart. */
function pByTrying(values: readonly number[], group: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  const far = (members: readonly number[]) =>
    Math.abs(
      values.length * members.reduce((sum, at) => sum + (values[at] as number), 0) - members.length * total,
    );
  let [ways, hits] = [0, 0];
  for (let mask = 0; mask < 2 ** values.length; mask += 1) {
    const members = values.map((_, at) => at).filter((at) => (mask >> at) & 1);
    if (members.length !== group.length) continue;
    ways += 1;
    if (far(members) >= far(group)) hits += 1;
  }
  return hits / ways;
}

describe('permutation tests', () => {
  it('count what trying every group counts', () => {
    let [tests, unusual] = [0, 0];
    for (let seed = 0; seed < 300; seed += 1) {
      const random = seededRandom(seed);
      const people = 2 + Math.floor(random() * 8);
      const best = [1, 5, 1_000_000][seed % 3] as number;
      const values = Array.from({ length: people }, () => Math.floor(random() * (best + 1)));
      const groups = [0, 1].map(() => values.map((_, at) => at).filter(() => random() < 0.4));
      const tested = groups.filter((group) => group.length > 0 && group.length < people);
      const answers = permutationTests(
        Float64Array.from(values),
        tested.map((group) => Int32Array.from(group)),
        seed,
      );
      for (const [index, group] of tested.entries()) {
        expect(answers[index]).toMatchObject({ method: 'exact', samples: 0 });
        expect(answers[index]?.p).toBeCloseTo(pByTrying(values, group), 12);
        tests += 1;
        if ((answers[index]?.p ?? 1) < 0.2) unusual += 1;
      }
    }
    expect(tests).toBeGreaterThan(400);
    expect(unusual).toBeGreaterThan(30);
  });

  it('are the hypergeometric distribution where values are 0 and 1, far beyond what can be tried', () => {
    const choose = (n: number, k: number): bigint => {
      let ways = 1n;
      for (let i = 1; i <= k; i += 1) ways = (ways * BigInt(n - k + i)) / BigInt(i);
      return ways;
    };
    let tests = 0;
    for (const [people, matched, size, hits] of [
      [60, 40, 12, 4],
      [100, 50, 50, 35],
      [400, 300, 40, 22],
    ] as const) {
      const values = Float64Array.from({ length: people }, (_, at) => (at < matched ? 1 : 0));
      const group = Int32Array.from({ length: size }, (_, at) => (at < hits ? at : people - 1 - at));
      const [answer] = permutationTests(values, [group], 1);
      let far = 0n;
      for (let own = Math.max(0, size - (people - matched)); own <= Math.min(size, matched); own += 1)
        if (Math.abs(own * people - size * matched) >= Math.abs(hits * people - size * matched))
          far += choose(matched, own) * choose(people - matched, size - own);
      const ways = choose(people, size);
      expect(answer?.method).toBe('exact');
      expect(answer?.p).toBeCloseTo(Number((far * 10n ** 18n) / ways) / 1e18, 12);
      tests += 1;
    }
    expect(tests).toBe(3);
  });

  it('are drawn where counting takes too long, say so, and come near to the truth', () => {
    const random = seededRandom(5);
    const values = Float64Array.from({ length: 600 }, () => Math.floor(random() * 1_000_000));
    const group = Int32Array.from({ length: 200 }, (_, at) => at);
    const [answer, other] = permutationTests(values, [group, group.map((at) => 599 - at)], 7);
    expect(answer?.method).toBe('sampled');
    expect(answer?.resolution).toBe(1 / ((answer?.samples ?? 0) + 1));
    expect(other?.samples).toBe(answer?.samples);
    const [again] = permutationTests(values, [group], 7);
    expect(again).toEqual(answer);
    // The normal approximation is within a hundredth for 200 of 600 people.
    const mean = values.reduce((sum, value) => sum + value, 0) / 600;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 599;
    const gap = group.reduce((sum, at) => sum + (values[at] as number), 0) / 200 - mean;
    const z = Math.abs(gap) / Math.sqrt((variance / 200) * (1 - 200 / 600));
    expect(answer?.p).toBeCloseTo(twoSidedNormal(z), 1);
  });

  it('are corrected as Holm says', () => {
    const adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005]);
    for (const [test, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(adjusted[test]).toBeCloseTo(p, 12);
    expect(holmAdjusted([])).toEqual([]);
  });
});

/** Abramowitz and Stegun 26.2.17. */
function twoSidedNormal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const tail =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (2 * tail * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

describe('what a match gives to groups', () => {
  it('is what the words say, on 300 small problems', () => {
    let [groups, tested, shared] = [0, 0, 0];
    for (let seed = 0; seed < 300; seed += 1) {
      const problem = randomProblem(seed, {
        participants: 8,
        mentors: 6,
        density: 0.6,
        bestScore: 100,
        capacity: 2,
        quotas: 0,
        minima: 0,
        pins: 0,
        levels: LEVELS,
      });
      const random = seededRandom(seed);
      const outcome = resolve(problem);
      const pairs = 'pairs' in outcome ? outcome.pairs : [];
      const draw = (names: readonly string[]) =>
        problem.participants.map(() => names.filter(() => random() < 0.5).slice(0, 2));
      const halves = problem.participants.map((_, at) => [at % 2 === 0 ? 'even' : 'odd']);
      const groupings = [
        { id: 'type', side: 'participant' as const, isConfidential: false, labels: draw(['a', 'b', 'c']) },
        { id: 'half', side: 'participant' as const, isConfidential: false, labels: halves },
      ];
      const answer = fairnessSchema.parse(
        fairnessOf(problem, pairs, { groupings, fitOf: (score) => score, seed }),
      );
      const fits = problem.participants.map(({ max }, person) => {
        const own = chosenPairs(problem, pairs).filter((pair) => problem.pairs.participant[pair] === person);
        const sum = own.reduce((total, pair) => total + (problem.pairs.score[pair] as number), 0);
        return { max, isMatched: own.length > 0, score: own.length === 0 ? 0 : Math.round(sum / own.length) };
      });
      const counts = Array.from(fits.keys()).filter((person) => (fits[person]?.max ?? 0) > 0);
      for (const [at, grouping] of answer.groupings.entries()) {
        const labels = groupings[at]?.labels ?? [];
        for (const group of grouping.groups) {
          const isIn = (person: number) =>
            group.label === null
              ? labels[person]?.length === 0
              : labels[person]?.includes(group.label) === true;
          const members = counts.filter(isIn);
          const scores = members
            .filter((person) => fits[person]?.isMatched)
            .map((person) => fits[person]?.score ?? 0);
          expect(group.people).toBe(members.length);
          expect(group.matched).toBe(scores.length);
          expect(group.weakest).toBe(scores.length === 0 ? null : Math.min(...scores));
          if (scores.length > 0)
            expect(group.mean).toBeCloseTo(scores.reduce((sum, score) => sum + score, 0) / scores.length, 9);
          groups += 1;
          const matched = counts.filter((person) => fits[person]?.isMatched);
          const population = matched.map((person) => fits[person]?.score ?? 0);
          const own = Array.from(matched.keys()).filter((place) => isIn(matched[place] as number));
          if (own.length === 0 || own.length === matched.length) expect(group.fitGap).toBeNull();
          else {
            expect(group.fitGap?.p).toBeCloseTo(pByTrying(population, own), 12);
            expect(group.fitGap?.adjusted).toBeGreaterThanOrEqual(group.fitGap?.p ?? 1);
            tested += 1;
          }
        }
      }
      // Two groups that make up everybody are one test, with one p and opposite gaps.
      const [even, odd] = answer.groupings[1]?.groups ?? [];
      if (even?.fitGap && odd?.fitGap) {
        expect(even.fitGap.p).toBe(odd.fitGap.p);
        expect(even.fitGap.gap).toBeCloseTo(-odd.fitGap.gap, 9);
        shared += 1;
      }
    }
    expect(groups).toBeGreaterThan(1_200);
    expect(tested).toBeGreaterThan(1_000);
    expect(shared).toBeGreaterThan(200);
  });

  it('refuses labels for another number of people', () => {
    const problem = smallProblem(3);
    const groupings = [{ id: 'type', side: 'mentor' as const, isConfidential: false, labels: [] }];
    expect(() => fairnessOf(problem, [], { groupings, fitOf: (score) => score, seed: 1 })).toThrow(
      'one entry for each person',
    );
  });
});

/** Weakest and total of every match with the most pairs that no other beats in both, weakest ascending. */
function frontierByTrying(problem: Problem): [number | null, number][] {
  const worths = [...feasibleChoices(problem)].map((chosen) => judge(problem, chosen));
  const most = Math.max(-1, ...worths.map(({ matched }) => matched));
  const points = worths
    .filter(({ matched }) => matched === most)
    .map(({ scores, score }): [number | null, number] => [scores[0] ?? null, score]);
  const isBeaten = ([weakest, score]: [number | null, number]) =>
    points.some(
      ([other, total]) =>
        (other ?? 0) >= (weakest ?? 0) && total >= score && ((other ?? 0) > (weakest ?? 0) || total > score),
    );
  const kept = new Map(points.filter((point) => !isBeaten(point)).map((point) => [String(point), point]));
  return [...kept.values()].sort(([a], [b]) => (a ?? 0) - (b ?? 0));
}

function threeByFour(seed: number, quotas: number): Problem {
  return randomProblem(seed, {
    participants: 3,
    mentors: 4,
    density: 1,
    bestScore: 30,
    capacity: 1,
    quotas,
    minima: 0,
    pins: 0,
    levels: LEVELS,
  });
}

describe('the price of a better weakest pair', () => {
  it('is the whole frontier that trying every match finds, on 800 small problems with quotas and without', () => {
    let [points, long, quotas, none] = [0, 0, 0, 0];
    for (let seed = 0; seed < 800; seed += 1) {
      const problem = seed % 2 === 0 ? smallProblem(seed) : threeByFour(seed, seed % 4 === 1 ? 1 : 0);
      const answer = frontierSchema.parse(frontierOf(problem, resolve));
      expect({ seed, points: answer.points.map(({ weakest, score }) => [weakest, score]) }).toEqual({
        seed,
        points: frontierByTrying(problem),
      });
      expect(answer.partial).toBe(false);
      const feasible = new Set(Array.from(feasibleChoices(problem), String));
      for (const point of answer.points) {
        const chosen = chosenPairs(problem, point.pairs);
        const worth = judge(problem, chosen);
        expect(feasible.has(String(chosen))).toBe(true);
        expect([worth.matched, worth.score, worth.scores[0] ?? null]).toEqual([
          answer.matched,
          point.score,
          point.weakest,
        ]);
        expect(point.lost).toBe((answer.points[0]?.score ?? 0) - point.score);
        points += 1;
      }
      if (answer.points.length > 1) long += 1;
      if (answer.points.length > 1 && problem.quotas.length > 0) quotas += 1;
      if (answer.points.length === 0) none += 1;
    }
    expect(points).toBeGreaterThan(400);
    expect(long).toBeGreaterThan(30);
    expect(quotas).toBeGreaterThan(20);
    expect(none).toBeGreaterThan(30);
  });

  it('is what GLPK says at every score, on 100 medium problems', () => {
    let [points, checked] = [0, 0];
    for (let seed = 0; seed < 100; seed += 1) {
      const shape = {
        participants: 14,
        mentors: 14,
        bestScore: 40,
        capacity: 1 + (seed % 2),
        quotas: 0,
        levels: LEVELS,
      };
      const problem = mediumProblem(seed, shape);
      const answer = frontierOf(problem, resolve);
      points += answer.points.length;
      const best = byGlpk(problem);
      if (!('pairs' in best)) {
        expect(answer.points).toEqual([]);
        continue;
      }
      for (const threshold of new Set(Array.from(problem.pairs.score))) {
        const kept = Array.from(
          problem.pairs.score.length === 0 ? [] : Array.from(problem.pairs.score).keys(),
        ).filter((pair) => (problem.pairs.score[pair] as number) >= threshold);
        const left = restricted(problem, kept);
        const outcome = left && byGlpk(left);
        const expected =
          outcome && 'pairs' in outcome && outcome.matched === best.matched ? outcome.score : undefined;
        const point = answer.points.find(({ weakest }) => (weakest ?? 0) >= threshold);
        expect({ seed, threshold, score: point?.score }).toEqual({ seed, threshold, score: expected });
        checked += 1;
      }
    }
    expect(points).toBeGreaterThan(150);
    expect(checked).toBeGreaterThan(1_000);
  }, 60_000);

  it('does not depend on the order of the input', () => {
    let moved = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const shape = { participants: 14, mentors: 12, bestScore: 40, capacity: 2, quotas: 0, levels: LEVELS };
      const problem = mediumProblem(seed, shape);
      const other = reordered(problem, seed);
      const named = (asked: Problem) =>
        frontierOf(asked, resolve).points.map((point) => ({
          ...point,
          pairs: point.pairs
            .map(([one, two]) => `${asked.participants[one]?.id} ${asked.mentors[two]?.id}`)
            .sort(),
        }));
      expect(named(other)).toEqual(named(problem));
      moved += named(problem).filter((point) => point.moved > 0).length;
    }
    expect(moved).toBeGreaterThan(50);
  });
});

function restricted(problem: Problem, kept: readonly number[]): Problem | undefined {
  if (problem.pinned.some((pair) => !kept.includes(pair))) return undefined;
  const [participants, mentors] = [[], []] as [number[], number[]];
  for (const [participant, mentor] of endsOf(problem, kept)) {
    participants.push(participant);
    mentors.push(mentor);
  }
  return {
    ...problem,
    pairs: {
      participant: participants,
      mentor: mentors,
      score: kept.map((pair) => problem.pairs.score[pair] as number),
    },
    pinned: problem.pinned.map((pair) => kept.indexOf(pair)),
  };
}
