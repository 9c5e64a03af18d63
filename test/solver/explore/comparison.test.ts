import { describe, expect, it } from 'vitest';
import { blockingSchema, comparisonSchema, referenceSchema } from '#solver/contract/explore/comparison.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { blockingPairs } from '#solver/explore/comparison/blocking.ts';
import { comparisonOf } from '#solver/explore/comparison/comparison.ts';
import { byCriteria, byScore } from '#solver/explore/comparison/preferences.ts';
import type { Preferences } from '#solver/explore/comparison/preferences.ts';
import {
  deferredReference,
  earlierReference,
  greedyReference,
  randomReference,
} from '#solver/explore/comparison/reference.ts';
import { standingOf } from '#solver/explore/standing.ts';
import { pairsInInput } from '#solver/program/to-input.ts';
import { endsOf } from '../../support/best-choices.ts';
import { feasibleChoices, judge } from '../../support/brute-force.ts';
import { mediumProblem } from '../../support/medium-problem.ts';
import { randomProblem, seededRandom, smallProblem } from '../../support/random-problem.ts';
import { reordered } from '../../support/reordered.ts';
import { chosenPairs } from '../../support/worth.ts';

const LISTED = 10_000;

function drawn<T>(things: readonly T[], random: () => number): T {
  return things[Math.floor(random() * things.length)] as T;
}

/** The pairs after some groups are taken over into the first match. */
function taking(
  before: readonly (readonly [number, number])[],
  groups: ReturnType<typeof comparisonOf>['groups'],
): [number, number][] {
  const gone = new Set(groups.flatMap(({ removed }) => removed.map(String)));
  const kept = before.filter((pair) => !gone.has(String(pair)));
  return [...kept, ...groups.flatMap(({ added }) => added)].map(([one, other]) => [one, other]);
}

describe('what lies between two matches', () => {
  it('falls into groups whose changes add up, each subset of them a match, on 500 small problems', () => {
    let [compared, several, mixed, refused] = [0, 0, 0, 0];
    for (let seed = 0; seed < 500; seed += 1) {
      const problem = smallProblem(seed);
      const choices = [...feasibleChoices(problem)];
      if (choices.length === 0) continue;
      const feasible = new Set(choices.map(String));
      const random = seededRandom(seed);
      for (let draw = 0; draw < 10; draw += 1) {
        const [first, second] = [drawn(choices, random), drawn(choices, random)];
        const before = endsOf(problem, first);
        const answer = comparisonSchema.parse(comparisonOf(problem, before, endsOf(problem, second)));
        const { groups, change } = answer;
        const [one, other] = [judge(problem, first), judge(problem, second)];
        expect(change).toEqual({ matched: other.matched - one.matched, score: other.score - one.score });
        const total = (of: (group: (typeof groups)[number]) => number) =>
          groups.reduce((sum, group) => sum + of(group), 0);
        expect({ matched: total((group) => group.matched), score: total((group) => group.score) }).toEqual(
          change,
        );
        for (const { quota, first: was, second: is } of answer.quotas)
          expect(total((group) => group.quotas.find((entry) => entry.quota === quota)?.change ?? 0)).toBe(
            is - was,
          );
        expect(chosenPairs(problem, taking(before, groups))).toEqual(second);
        if (groups.length > 1) several += 1;
        for (const group of groups) {
          const alone = chosenPairs(problem, taking(before, [group]));
          const worth = judge(problem, alone);
          expect(group.matched).toBe(worth.matched - one.matched);
          expect(group.score).toBe(worth.score - one.score);
          expect(group.weakest).toBe(worth.scores[0] ?? null);
          expect(group.breaks.length === 0).toBe(feasible.has(String(alone)));
          if (group.breaks.length > 0) refused += 1;
        }
        const some = chosenPairs(
          problem,
          taking(
            before,
            groups.filter(() => random() < 0.5),
          ),
        );
        if (problem.quotas.length === 0 && groups.length > 1) {
          expect(feasible.has(String(some))).toBe(true);
          mixed += 1;
        }
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(3_000);
    expect(several).toBeGreaterThan(300);
    expect(mixed).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(10);
  });

  it('refuses a match that has a pair which is not allowed', () => {
    const problem: Problem = {
      ...smallProblem(1),
      pairs: { participant: [], mentor: [], score: [] },
      quotas: [],
      pinned: [],
    };
    expect(() => comparisonOf(problem, [], [[0, 0]])).toThrow('the problem allows 0');
  });
});

/** Would both rather have each other? Written from the words: a free place, or a partner without a pin who is liked less. */
function blocks(problem: Problem, chosen: readonly number[], liking: Preferences, pair: number): boolean {
  if (chosen.includes(pair)) return false;
  return (['participant', 'mentor'] as const).every((side) => {
    const node = problem.pairs[side][pair] as number;
    const nodes = side === 'participant' ? problem.participants : problem.mentors;
    const mine = chosen.filter((other) => problem.pairs[side][other] === node);
    if (mine.length < (nodes[node]?.max as number)) return true;
    return mine.some(
      (other) =>
        !problem.pinned.includes(other) && (liking[side][other] as number) < (liking[side][pair] as number),
    );
  });
}

function drawnPreferences(problem: Problem, seed: number): Preferences {
  const random = seededRandom(seed);
  const column = () => Array.from(problem.pairs.score, () => Math.floor(random() * 8));
  return { participant: column(), mentor: column() };
}

/** Pins that both people have a place for. */
function keepsPins(problem: Problem): boolean {
  return [...feasibleChoices({ ...problem, quotas: [], ...withoutMinima(problem) })].length > 0;
}

function withoutMinima({ participants, mentors }: Problem): Pick<Problem, 'participants' | 'mentors'> {
  const free = (nodes: Problem['mentors']) => nodes.map((node) => ({ ...node, min: 0 }));
  return { participants: free(participants), mentors: free(mentors) };
}

describe('pairs that would both rather have each other', () => {
  it('are those that the words describe, on 500 small problems', () => {
    let [found, stable] = [0, 0];
    for (let seed = 0; seed < 500; seed += 1) {
      const problem = smallProblem(seed);
      const choices = [...feasibleChoices(problem)];
      if (choices.length === 0) continue;
      const chosen = drawn(choices, seededRandom(seed));
      const liking = seed % 2 === 0 ? byScore(problem) : drawnPreferences(problem, seed);
      const answer = blockingSchema.parse(blockingPairs(problem, endsOf(problem, chosen), liking, LISTED));
      const expected = Array.from(
        problem.pairs.score.length === 0 ? [] : problem.pairs.score,
        (_, pair) => pair,
      )
        .filter((pair) => blocks(problem, chosen, liking, pair))
        .map((pair) => {
          const [participant, mentor] = endsOf(problem, [pair])[0] as [number, number];
          return `${problem.participants[participant]?.id} ${problem.mentors[mentor]?.id}`;
        });
      expect(answer.count).toBe(expected.length);
      expect(answer.pairs.map(({ participant, mentor }) => `${participant} ${mentor}`).sort()).toEqual(
        expected.sort(),
      );
      found += expected.length;
      if (expected.length === 0) stable += 1;
    }
    expect(found).toBeGreaterThan(500);
    expect(stable).toBeGreaterThan(50);
  });
});

describe('deferred acceptance', () => {
  it('leaves no blocking pair and gives every participant the best of all stable matches, on 500 small problems', () => {
    let [stable, several, pinned] = [0, 0, 0];
    for (let seed = 0; seed < 500; seed += 1) {
      const given = seed % 2 === 0 ? smallProblem(seed) : threeByThree(seed);
      const problem = { ...given, ...withoutMinima(given), quotas: [] };
      if (!keepsPins(problem)) continue;
      const random = seededRandom(seed);
      const ranks = () =>
        Array.from(problem.pairs.score, (_, pair) => [random(), pair] as const)
          .sort(([a], [b]) => a - b)
          .map(([, pair]) => pair + 1);
      // No two pairs are liked equally: the stable match that is best for all participants is then one.
      const liking = { participant: ranks(), mentor: ranks() };
      const answer = referenceSchema.parse(deferredReference(problem, liking));
      const chosen = chosenPairs(problem, answer.pairs);
      expect(blockingPairs(problem, answer.pairs, liking, LISTED).count).toBe(0);
      expect(answer.keeps).toBe(true);
      stable += 1;
      if (problem.pinned.length > 0) pinned += 1;
      const everyStable = [...feasibleChoices(problem)].filter((choice) =>
        Array.from(problem.pairs.score).every((_, pair) => !blocks(problem, choice, liking, pair)),
      );
      if (everyStable.length > 1) several += 1;
      const likings = (choice: readonly number[], participant: number) =>
        choice
          .filter((pair) => problem.pairs.participant[pair] === participant)
          .map((pair) => liking.participant[pair] as number)
          .sort((a, b) => b - a);
      for (const other of everyStable)
        for (let participant = 0; participant < problem.participants.length; participant += 1) {
          const [mine, its] = [likings(chosen, participant), likings(other, participant)];
          expect(mine.length).toBe(its.length);
          for (const [place, value] of mine.entries())
            expect(value).toBeGreaterThanOrEqual(its[place] as number);
        }
    }
    expect(stable).toBeGreaterThan(400);
    expect(several).toBeGreaterThan(10);
    expect(pinned).toBeGreaterThan(30);
  });

  it('leaves no blocking pair on 100 medium problems, ties and several places included', () => {
    let pairs = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const shape = {
        participants: 12,
        mentors: 9,
        bestScore: 9,
        capacity: 3,
        quotas: 0,
        levels: ['matched' as const],
      };
      const problem = mediumProblem(seed, shape);
      for (const liking of [byScore(problem), drawnPreferences(problem, seed)]) {
        const answer = deferredReference(problem, liking);
        expect(blockingPairs(problem, answer.pairs, liking, LISTED).pairs).toEqual([]);
        pairs += answer.matched;
      }
    }
    expect(pairs).toBeGreaterThan(1_000);
  });
});

/** One to one and everything allowed: several matches may be stable. */
function threeByThree(seed: number): Problem {
  return randomProblem(seed, {
    participants: 3,
    mentors: 3,
    density: 1,
    bestScore: 9,
    capacity: 1,
    quotas: 0,
    minima: 0,
    pins: 0,
    levels: ['matched', 'score'],
  });
}

describe('wishes of each side', () => {
  it('are the weighted points of its own criteria', () => {
    const problem = smallProblem(2);
    const points = (first: number) => Int32Array.from(problem.pairs.score, (_, pair) => first + pair);
    const criteria = [
      { id: 'near', label: 'Near', thousandths: 1000, points: points(100) },
      { id: 'goals', label: 'Goals', thousandths: 2500, points: points(0) },
    ];
    const own = { participant: ['goals'], mentor: ['near', 'goals'] };
    const liking = byCriteria({ problem, criteria }, own);
    const pairs = Array.from(Array.from(problem.pairs.score).keys());
    expect(pairs.length).toBeGreaterThan(2);
    expect(Array.from(liking.participant)).toEqual(pairs.map((pair) => 2500 * pair));
    expect(Array.from(liking.mentor)).toEqual(pairs.map((pair) => 1000 * (100 + pair) + 2500 * pair));
    expect(() => byCriteria({ problem, criteria }, { participant: ['size'], mentor: [] })).toThrow(
      'no criterion "size"',
    );
  });
});

describe('matches by simple rules', () => {
  const problemOf = (seed: number) =>
    randomProblem(seed, {
      participants: 15,
      mentors: 12,
      density: 0.5,
      bestScore: 100,
      capacity: 2,
      quotas: 0,
      minima: 0,
      pins: 0,
      levels: ['matched', 'score'],
    });

  it('leave nobody apart who could be paired, never beat the best match, and do not depend on the order', () => {
    let [checked, worse] = [0, 0];
    for (let seed = 0; seed < 100; seed += 1) {
      const problem = problemOf(seed);
      const standing = standingOf(problem);
      const best = standing ? judgeBest(problem, standing) : undefined;
      const other = reordered(problem, seed);
      for (const rule of [greedyReference, (asked: Problem) => randomReference(asked, seed)]) {
        const answer = referenceSchema.parse(rule(problem));
        expect(answer.keeps).toBe(true);
        const worth = judge(problem, chosenPairs(problem, answer.pairs));
        expect([answer.matched, answer.score]).toEqual([worth.matched, worth.score]);
        expect(
          best &&
            (worth.matched < best.matched || (worth.matched === best.matched && worth.score <= best.score)),
        ).toBe(true);
        if (worth.score < (best?.score ?? 0)) worse += 1;
        const free = blockingPairs(problem, answer.pairs, byScore(problem), LISTED).pairs;
        expect(free.filter((pair) => pair.participantGain === null && pair.mentorGain === null)).toEqual([]);
        expect(namesOf(other, rule(other).pairs)).toEqual(namesOf(problem, answer.pairs));
        checked += 1;
      }
      // Where both sides go by the score, the best pair first is a stable match.
      expect(blockingPairs(problem, greedyReference(problem).pairs, byScore(problem), LISTED).count).toBe(0);
    }
    expect(checked).toBe(200);
    expect(worse).toBeGreaterThan(100);
  });

  it('keep of an earlier match what is still possible, and name the rest', () => {
    let [kept, dropped] = [0, 0];
    for (let seed = 0; seed < 50; seed += 1) {
      const problem = problemOf(seed);
      const earlier = greedyReference(problemOf(seed + 1_000)).pairs.map(([one, other]) => ({
        participant: problem.participants[one]?.id as string,
        mentor: problem.mentors[other]?.id as string,
      }));
      const answer = referenceSchema.parse(
        earlierReference(problem, [...earlier, { participant: 'gone', mentor: 'gone' }]),
      );
      expect(answer.keeps).toBe(true);
      const names = new Set(namesOf(problem, answer.pairs));
      for (const { participant, mentor } of earlier)
        expect(names.has(`${participant} ${mentor}`)).toBe(
          !answer.dropped.some((pair) => pair.participant === participant && pair.mentor === mentor),
        );
      expect(answer.pairs.length + answer.dropped.length).toBe(earlier.length + 1);
      kept += answer.pairs.length;
      dropped += answer.dropped.length;
    }
    expect(Math.min(kept, dropped)).toBeGreaterThan(100);
  });
});

function judgeBest(problem: Problem, { canonical, x }: NonNullable<ReturnType<typeof standingOf>>) {
  return judge(problem, chosenPairs(problem, pairsInInput(canonical.program, canonical.order, x)));
}

function namesOf(
  { participants, mentors }: Problem,
  pairs: readonly (readonly [number, number])[],
): string[] {
  return pairs.map(([one, other]) => `${participants[one]?.id} ${mentors[other]?.id}`).sort();
}
