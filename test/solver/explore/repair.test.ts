import { beforeAll, describe, expect, it } from 'vitest';
import { repairSchema } from '#solver/contract/explore/repair.ts';
import type { Repair } from '#solver/contract/explore/repair.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { personWithId, withoutPerson } from '#solver/explore/repair/gone.ts';
import type { Gone } from '#solver/explore/repair/gone.ts';
import { matchBefore } from '#solver/explore/repair/match-before.ts';
import { PricedMoves } from '#solver/explore/repair/priced-moves.ts';
import { QuotaSearch } from '#solver/explore/repair/quota-search.ts';
import { repairOf } from '#solver/explore/repair/repair.ts';
import { solve } from '#solver/solve.ts';
import { endsOf } from '../../support/best-choices.ts';
import { compare, feasibleChoices, judge } from '../../support/brute-force.ts';
import type { BruteForce } from '../../support/brute-force.ts';
import { mediumProblem } from '../../support/medium-problem.ts';
import { randomProblem, seededRandom, smallProblem } from '../../support/random-problem.ts';
import { reordered } from '../../support/reordered.ts';
import { chosenPairs } from '../../support/worth.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

const resolve = (problem: Problem) => solve(problem, { engines, engine: 'auto' });
const searches = { resolve, budget: { remainingMs: () => Infinity } };

type Pairs = [number, number][];

/** What dropping out means, written from the format's words. */
function withoutGone(problem: Problem, { side, index }: Gone): Problem {
  const { participants, mentors, pairs, pinned } = problem;
  const leave = (nodes: Problem['mentors'], isSide: boolean) =>
    nodes.map((node, at) => (isSide && at === index ? { ...node, min: 0, max: 0 } : node));
  return {
    ...problem,
    participants: leave(participants, side === 'participant'),
    mentors: leave(mentors, side === 'mentor'),
    pinned: pinned.filter((pair) => pairs[side][pair] !== index),
  };
}

/** Participants who are still there and did not have the mentor who is gone, and whose mentors differ. */
function othersMoved(problem: Problem, before: Pairs, after: Pairs, { side, index }: Gone): number {
  return problem.participants.filter((_, participant) => {
    if (side === 'participant' && participant === index) return false;
    const mentorsIn = (pairs: Pairs) => pairs.filter(([end]) => end === participant).map(([, end]) => end);
    const [old, now] = [mentorsIn(before), mentorsIn(after)];
    if (side === 'mentor' && old.includes(index)) return false;
    return old.toSorted((a, b) => a - b).join() !== now.toSorted((a, b) => a - b).join();
  }).length;
}

/** The best worth for each bound on the moves, all choices tried. */
function curveByTrying(
  problem: Problem,
  choices: readonly number[][],
  before: Pairs,
  gone: Gone,
): (BruteForce | undefined)[] {
  const best: (BruteForce | undefined)[] = Array.from({ length: problem.participants.length + 1 });
  for (const chosen of choices) {
    const moved = othersMoved(problem, before, endsOf(problem, chosen), gone);
    const tried = judge(problem, chosen);
    for (let bound = moved; bound < best.length; bound += 1) {
      const known = best[bound];
      if (!known || compare(problem.levels, tried, known) > 0) best[bound] = tried;
    }
  }
  return best;
}

function expectCurve(problem: Problem, before: Pairs, gone: Gone, repair: Repair, at: object): void {
  const choices = [...feasibleChoices(withoutGone(problem, gone))];
  const truth = curveByTrying(problem, choices, before, gone);
  const { curve } = repairSchema.parse(repair);
  for (const [bound, best] of truth.entries()) {
    const point = curve.findLast(({ moved }) => moved <= bound);
    const worth = point && judge(problem, chosenPairs(problem, point.pairs));
    expect({ ...at, bound, holds: point !== undefined }).toEqual({ ...at, bound, holds: best !== undefined });
    if (!point || !worth || !best) continue;
    expect({ ...at, bound, difference: compare(problem.levels, worth, best) }).toEqual({
      ...at,
      bound,
      difference: 0,
    });
    expect({ ...at, matched: point.matched, score: point.score }).toEqual({
      ...at,
      matched: worth.matched,
      score: worth.score,
    });
  }
  for (const [index, { moved, pairs }] of curve.entries()) {
    expect({ ...at, moved }).toEqual({ ...at, moved: othersMoved(problem, before, pairs, gone) });
    const chosen = chosenPairs(problem, pairs).join();
    expect(choices.some((choice) => choice.join() === chosen)).toBe(true);
    const previous = curve[index - 1];
    if (previous) {
      expect(previous.moved).toBeLessThan(moved);
      const worths = [pairs, previous.pairs].map((of) => judge(problem, chosenPairs(problem, of)));
      expect(compare(problem.levels, worths[0] as BruteForce, worths[1] as BruteForce)).toBeGreaterThan(0);
    }
  }
}

function everybody({ participants, mentors }: Problem): Gone[] {
  return [
    ...participants.map((_, index): Gone => ({ side: 'participant', index })),
    ...mentors.map((_, index): Gone => ({ side: 'mentor', index })),
  ];
}

/** At most 15 pairs, without quotas; participants have one mentor at most, mentors one or two participants. */
function oneMentorEach(seed: number): Problem {
  const problem = randomProblem(seed, {
    participants: 5,
    mentors: 3 + (seed % 2),
    density: 0.6,
    bestScore: seed % 4 === 0 ? 4 : 80,
    capacity: 2,
    quotas: 0,
    minima: seed % 5 === 0 ? 0.1 : 0,
    pins: seed % 7 === 0 ? 1 : 0,
    levels: ['matched', 'score'],
  });
  const participants = problem.participants.map((node) => ({
    ...node,
    min: Math.min(1, node.min),
    max: Math.min(1, node.max),
  }));
  const first = (column: ArrayLike<number>) => Array.from(column).slice(0, 15);
  const { participant, mentor, score } = problem.pairs;
  return {
    ...problem,
    participants,
    pairs: { participant: first(participant), mentor: first(mentor), score: first(score) },
    pinned: problem.pinned.filter((pair) => pair < 15),
  };
}

describe('everybody drops out once, all choices tried', () => {
  const seen = { exchanges: 0, prices: 0, quotas: 0, several: 0, long: 0, empty: 0, late: 0, withQuotas: 0 };

  function count(problem: Problem, { curve, method }: Repair): void {
    seen[method] += 1;
    if (curve.length > 1) seen.several += 1;
    if ((curve.at(-1)?.moved ?? 0) > 1) seen.long += 1;
    if (curve.length === 0) seen.empty += 1;
    if ((curve[0]?.moved ?? 0) > 0) seen.late += 1;
    if (problem.quotas.length > 0) seen.withQuotas += 1;
  }

  it('of 500 small problems of all kinds', () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const problem = smallProblem(seed);
      const outcome = resolve(problem);
      if (outcome.status !== 'optimal') continue;
      const before = outcome.pairs;
      const people = everybody(problem);
      const gone = people[seed % people.length] as Gone;
      const repair = repairOf(problem, before, gone, searches);
      expectCurve(problem, before, gone, repair, { seed, gone });
      count(problem, repair);
    }
  });

  it('is the same where the problem does not know any more who is gone', () => {
    let forsakenInAll = 0;
    for (let seed = 0; seed < 300; seed += 1) {
      const problem = smallProblem(seed);
      const outcome = resolve(problem);
      if (outcome.status !== 'optimal') continue;
      const people = everybody(problem);
      const gone = people[seed % people.length] as Gone;
      const isOf = (pair: readonly [number, number]) => pair[gone.side === 'mentor' ? 1 : 0] === gone.index;
      const left = outcome.pairs.filter((pair) => !isOf(pair));
      const forsaken = gone.side === 'mentor' ? outcome.pairs.filter(isOf).map(([one]) => one) : [];
      forsakenInAll += forsaken.length;
      const worth = ({ curve }: Repair) =>
        curve.map(({ moved, matched, score }) => ({ moved, matched, score }));
      const later = repairOf(withoutPerson(problem, gone), left, undefined, searches, forsaken);
      expect(worth(later), `seed ${seed}`).toEqual(worth(repairOf(problem, outcome.pairs, gone, searches)));
    }
    expect(forsakenInAll).toBeGreaterThan(50);
  });

  it('of 200 problems without quotas, where chains of moves are long', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const problem = randomProblem(seed, {
        participants: 5,
        mentors: 4 + (seed % 2),
        density: 0.55,
        bestScore: seed % 4 === 0 ? 3 : 60,
        capacity: seed % 3 === 0 ? 2 : 1,
        quotas: 0,
        minima: seed % 5 === 0 ? 0.2 : 0,
        pins: 0,
        levels: seed % 6 === 0 ? ['matched'] : ['matched', 'score'],
      });
      if (problem.pairs.score.length > 15) continue;
      const outcome = resolve(problem);
      if (outcome.status !== 'optimal') continue;
      for (const gone of everybody(problem)) {
        const repair = repairOf(problem, outcome.pairs, gone, searches);
        expectCurve(problem, outcome.pairs, gone, repair, { seed, gone });
        count(problem, repair);
      }
    }
  });

  it('of matches that were not the best', () => {
    const methods = { exchanges: 0, prices: 0, quotas: 0 };
    for (let seed = 0; seed < 500; seed += 1) {
      const problem = seed % 2 === 0 ? smallProblem(seed) : oneMentorEach(seed);
      const choices = [...feasibleChoices(problem)];
      const chosen = choices[Math.floor(seededRandom(seed)() * choices.length)];
      if (!chosen) continue;
      const before = endsOf(problem, chosen);
      const people = everybody(problem);
      const gone = people[(seed * 3) % people.length] as Gone;
      const repair = repairOf(problem, before, gone, searches);
      expectCurve(problem, before, gone, repair, { seed, gone });
      methods[repair.method] += 1;
    }
    expect(Math.min(methods.prices, methods.quotas)).toBeGreaterThan(100);
  });

  it('of all kinds', () => {
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });
});

/** The best match of the pairs at other scores: one that stood before something changed. */
function olderMatch(problem: Problem, seed: number): Pairs | undefined {
  const random = seededRandom(seed + 77);
  const score = Array.from(problem.pairs.score, (now) => Math.floor(now * (0.5 + random())));
  return bestMatch({ ...problem, pairs: { ...problem.pairs, score } });
}

function bestMatch(problem: Problem): Pairs | undefined {
  const outcome = resolve(problem);
  return outcome.status === 'optimal' ? outcome.pairs : undefined;
}

describe.each([
  ['exchanges', bestMatch],
  ['prices', olderMatch],
] as const)('on 100 medium problems, by %s', (expected, matchOf) => {
  it('the curve is what HiGHS finds with the moves bounded, and never falls', () => {
    let compared = 0;
    let proven = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const bestScore = seed % 2 === 0 ? 400 : 12;
      const shape = { participants: 12, mentors: 11, bestScore, capacity: 1, quotas: 0 };
      const problem = mediumProblem(seed, { ...shape, levels: ['matched', 'score'] });
      const before = matchOf(problem, seed);
      if (!before) continue;
      const people = everybody(problem);
      const gone = people[(seed * 5) % people.length] as Gone;
      const { curve, method } = repairOf(problem, before, gone, searches);
      if (method !== expected) continue;
      proven += 1;
      for (const bound of [0, 1, 2, 3, 5]) {
        const truth = solve(withBoundedMoves(problem, before, gone, bound), { engines, engine: 'highs' });
        const point = curve.findLast(({ moved }) => moved <= bound);
        const levels = 'pairs' in truth ? { matched: truth.matched, score: truth.score } : undefined;
        expect({ seed, bound, ...point }).toMatchObject({ seed, bound, ...levels });
        if (levels) compared += 1;
      }
      for (const [index, point] of curve.entries()) {
        const next = curve[index + 1];
        if (!next) continue;
        expect(next.moved).toBeGreaterThan(point.moved);
        expect(
          next.matched > point.matched || (next.matched === point.matched && next.score > point.score),
        ).toBe(true);
      }
    }
    expect(proven).toBeGreaterThan(70);
    expect(compared).toBeGreaterThan(300);
  });
});

/** One partner each: who had a mentor is moved unless the pair stays, who had none is moved by any pair. */
function withBoundedMoves(problem: Problem, before: Pairs, gone: Gone, bound: number): Problem {
  const rest = withoutGone(problem, gone);
  const { participant, mentor } = problem.pairs;
  const mentorOf = new Map(before);
  const entries: [number, number][] = [];
  let constant = 0;
  for (const index of problem.participants.keys()) {
    const old = mentorOf.get(index);
    if (gone.side === 'participant' ? gone.index === index : old === gone.index) continue;
    if (old !== undefined) constant += 1;
    for (const [pair, end] of Array.from(participant).entries()) {
      if (end !== index) continue;
      if (old === undefined) entries.push([pair, 1]);
      else if (mentor[pair] === old) entries.push([pair, -1]);
    }
  }
  const quota = {
    id: 'moves',
    sense: '<=' as const,
    bound: bound - constant,
    pairs: entries.map(([pair]) => pair),
    coefficients: entries.map(([, coefficient]) => coefficient),
  };
  return { ...rest, quotas: [...rest.quotas, quota] };
}

it('a search by prices that takes too long hands over to quotas, and the best is the same', () => {
  let compared = 0;
  for (let seed = 0; seed < 150; seed += 1) {
    const problem = oneMentorEach(seed);
    const older = olderMatch(problem, seed);
    if (!older) continue;
    const gone: Gone = { side: 'mentor', index: 0 };
    const before = matchBefore(problem, older, gone);
    const rest = withoutPerson(problem, gone);
    const quotas = new QuotaSearch(rest, before, resolve);
    const limits = [2_000, 3, 0].map((mostRelaxations) => ({ mostRelaxations }));
    const bounded = limits.map((limit) => PricedMoves.of(rest, before, quotas, limit) ?? quotas);
    for (let bound = 0; bound <= 4; bound += 1) {
      const worths = bounded.map((search) => {
        const chosen = search.atMost(bound);
        if (!chosen) return undefined;
        const pairs = [...chosen.keys()].filter((pair) => chosen[pair] === 1);
        const { matched, score } = judge(problem, pairs);
        return { matched, score };
      });
      for (const worth of worths.slice(1))
        expect({ seed, bound, worth }).toEqual({ seed, bound, worth: worths[0] });
      if (worths[0]) compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(300);
});

it('is the same in any order of the rows, pair by pair', () => {
  const methods = { exchanges: 0, prices: 0, quotas: 0 };
  for (let seed = 0; seed < 200; seed += 1) {
    const problem = seed % 3 === 0 ? smallProblem(seed) : oneMentorEach(seed);
    const before = seed % 3 === 1 ? olderMatch(problem, seed) : bestMatch(problem);
    if (!before) continue;
    const shuffled = reordered(problem, seed);
    const id = personIds(problem)[seed % personIds(problem).length] ?? '';
    const given = repairOf(problem, before, personWithId(problem, id), searches);
    const other = repairOf(
      shuffled,
      translated(before, problem, shuffled),
      personWithId(shuffled, id),
      searches,
    );
    const inIds = ({ participants, mentors }: Problem, { curve }: Repair) =>
      curve.map(({ pairs, ...levels }) => ({
        ...levels,
        pairs: pairs.map(([p, m]) => `${participants[p]?.id} ${mentors[m]?.id}`).sort(),
      }));
    expect({ seed, curve: inIds(shuffled, other) }).toEqual({ seed, curve: inIds(problem, given) });
    methods[given.method] += 1;
  }
  expect(Math.min(...Object.values(methods))).toBeGreaterThan(10);
});

function personIds({ participants, mentors }: Problem): string[] {
  return [...participants, ...mentors].map(({ id }) => id);
}

/** The same match in the indices of the same problem in another order. */
function translated(pairs: Pairs, from: Problem, to: Problem): Pairs {
  return pairs.map(([participant, mentor]) => [
    to.participants.findIndex(({ id }) => id === from.participants[participant]?.id),
    to.mentors.findIndex(({ id }) => id === from.mentors[mentor]?.id),
  ]);
}

describe('who is gone', () => {
  const node = (id: string) => ({ id, min: 0, max: 1 });
  const problem: Problem = {
    format: 'mile-problem/1',
    participants: ['a', 'b', 'x'].map(node),
    mentors: ['m', 'n', 'x'].map(node),
    pairs: { participant: [0, 1, 1], mentor: [0, 0, 1], score: [10, 6, 4] },
    quotas: [],
    pinned: [],
    levels: ['matched', 'score'],
  };

  it('is found by id, where only one person has it', () => {
    expect(personWithId(problem, 'b')).toEqual({ side: 'participant', index: 1 });
    expect(personWithId(problem, 'n')).toEqual({ side: 'mentor', index: 1 });
    expect(() => personWithId(problem, 'x')).toThrow(/is a participant and a mentor/u);
    expect(() => personWithId(problem, 'q')).toThrow(/Nobody in the problem has the id "q"/u);
  });

  it('leaves others where they are unless they may move', () => {
    const repair = repairOf(
      problem,
      [
        [0, 0],
        [1, 1],
      ],
      { side: 'participant', index: 0 },
      searches,
    );
    expect(repair).toEqual({
      format: 'mile-repair/1',
      method: 'exchanges',
      proven: true,
      curve: [
        {
          moved: 0,
          matched: 1,
          score: 4,
          pairs: [[1, 1]],
          sentence: 'Nobody else moves: 1 pair, total score 4.',
        },
        {
          moved: 1,
          matched: 1,
          score: 6,
          pairs: [[1, 0]],
          sentence: '1 other participant moves: 1 pair, total score 6.',
        },
      ],
      sentence:
        'Moving 1 other participant reaches the best match: the same pairs in number, and 2 more in total score than with 0.',
    });
  });

  it('needs a match of this problem', () => {
    expect(() => repairOf(problem, [[2, 2]], { side: 'mentor', index: 0 }, searches)).toThrow(
      /of which the problem allows 0/u,
    );
  });
});
