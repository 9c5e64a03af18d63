import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatchSet } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { agreementPatterns } from '../../../../web/src/screens/compare/agreement-patterns.ts';
import { combine } from '../../../../web/src/screens/compare/combination.ts';
import { compareSets } from '../../../../web/src/screens/compare/comparison.ts';
import { changeGroups } from '../../../../web/src/session/change-groups.ts';
import { fitOf } from '../../../../web/src/session/weights.ts';

const CRITERIA = ['topics', 'region'];

function policyOf(weights: readonly number[]): Policy {
  return {
    format: 'mile-policy/1',
    programme: 'test',
    criteria: weights.map((weight, place) => ({
      id: CRITERIA[place] ?? `c${place}`,
      label: `Criterion ${place}`,
      kind: 'ordered-overlap',
      participantField: 'a',
      mentorField: 'b',
      places: [100],
      weight,
      whenMissing: 500,
    })),
    rules: [],
    quotas: [],
    pins: [],
    forbids: [],
    levels: ['matched', 'score'],
  };
}

interface Plan {
  weights: number[];
  /** Mentor of each participant; null: nobody. */
  mentors: (number | null)[];
  /** Points per participant and mentor: the same applications in every set. */
  points: (participant: number, mentor: number) => [number, number];
}

/** A saved set as the service would give it, with fits by its own weights. */
function setOf({ weights, mentors, points }: Plan): MatchSet {
  const [w0 = 0, w1 = 0] = weights.map((weight) => Math.round(weight * 10));
  const pairs = mentors.flatMap((mentor, participant) => {
    if (mentor === null) return [];
    const [a, b] = points(participant, mentor);
    const fit = w0 + w1 === 0 ? 0 : Math.round((10 * (w0 * a + w1 * b)) / (w0 + w1)) / 100;
    return [
      { participant: `p${participant}`, mentor: `m${mentor}`, fit, score: 0, points: [a, b], pinned: false },
    ];
  });
  const unmatchedParticipants = mentors.flatMap((mentor, participant) =>
    mentor === null ? [{ id: `p${participant}`, allowed: 0, reason: 'Nobody is left.' }] : [],
  );
  return {
    id: 'set-0001',
    cohort: 'cohort-1',
    name: 'Draft',
    createdAt: '2026-01-01T00:00:00Z',
    status: 'optimal',
    matched: pairs.length,
    meanFit: 0,
    cohortVersion: 1,
    agreement: null,
    kind: 'best',
    publishedVersion: null,
    inputHash: '',
    policy: policyOf(weights),
    names: {},
    recordHash: '',
    versions: {},
    matching: {
      status: 'optimal',
      pairs,
      unmatchedParticipants,
      unmatchedMentors: [],
      matched: pairs.length,
      score: 0,
      meanFit: 0,
      bound: {},
      relativeGap: 0,
      possiblePairs: 0,
      allowedPairs: 0,
      rules: [],
      allWeightsZero: false,
      engine: 'glpk',
      timings: { programMs: 0, solveMs: 0, certifyMs: 0, scoreMs: 0 },
    },
  };
}

const PEOPLE = 7;
const mentorsOf = fc
  .tuple(
    fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: PEOPLE, maxLength: PEOPLE }),
    fc.array(fc.integer({ min: 0, max: 5 }), { minLength: PEOPLE, maxLength: PEOPLE }),
  )
  .map(([order, holes]) => order.map((mentor, place) => (holes[place] === 0 ? null : mentor)));
const weightsOf = fc.array(
  fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10),
  {
    minLength: 2,
    maxLength: 2,
  },
);
const threeSets = fc
  .tuple(
    mentorsOf,
    mentorsOf,
    mentorsOf,
    weightsOf,
    weightsOf,
    fc.integer({ min: 2, max: 3 }),
    fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 128, maxLength: 128 }),
  )
  .map(([a, b, c, weightsA, weightsB, count, table]) => {
    const points = (p: number, m: number): [number, number] => [
      table[p * 8 + m] ?? 0,
      table[64 + p * 8 + m] ?? 0,
    ];
    return [
      setOf({ weights: weightsA, mentors: a, points }),
      setOf({ weights: weightsB, mentors: b, points }),
      setOf({ weights: weightsA, mentors: c, points }),
    ].slice(0, count);
  });

describe('two or three saved sets side by side', () => {
  it('check 28: same + changed = participants, and the groups’ changes add up to the total of each set', () => {
    let changedOnes = 0;
    fc.assert(
      fc.property(threeSets, (sets) => {
        for (const judge of [undefined, ...sets.map(({ policy }) => policy)]) {
          const { groups, same, sameDeltas, deltas } = compareSets(sets, judge);
          const changed = groups.flatMap((group) => group.rows);
          changedOnes += changed.length;
          expect(changed.length + same.length).toBe(PEOPLE);
          expect(new Set([...changed, ...same].map((row) => row.participant)).size).toBe(PEOPLE);
          expect(same.every(({ sides }) => sides.every((side) => side === 0))).toBe(true);
          for (const at of sets.keys()) {
            const parts = groups.reduce((sum, group) => sum + (group.deltas[at] ?? 0), sameDeltas[at] ?? 0);
            expect(parts).toBe(deltas[at]);
            if (judge) expect(sameDeltas[at]).toBe(0);
          }
        }
      }),
    );
    expect(changedOnes).toBeGreaterThan(300);
  });

  it('check 29: taking any choice of groups gives everybody one mentor at most, and is worth what the groups say', () => {
    let mixed = 0;
    fc.assert(
      fc.property(threeSets, fc.infiniteStream(fc.nat()), (sets, stream) => {
        const judge = sets[0]?.policy;
        const comparison = compareSets(sets, judge);
        const choice = comparison.groups.map(() => (stream.next().value as number) % sets.length);
        const taken = combine(comparison, choice);
        for (const side of ['participant', 'mentor'] as const)
          expect(new Set(taken.pairs.map((pair) => pair[side])).size).toBe(taken.pairs.length);
        expect(taken.matched + taken.unmatched).toBe(PEOPLE);
        const had = new Set(sets.flatMap(couplesIn));
        expect(taken.pairs.every((pair) => had.has(JSON.stringify(pair)))).toBe(true);
        // Worth: as if the combination were a set of its own.
        const all = { ...(sets[0] as MatchSet), matching: matchingOf(sets, taken.pairs) };
        expect(compareSets([sets[0] as MatchSet, all], judge).deltas[1]).toBe(taken.delta);
        if (taken.whole === undefined) mixed += 1;
        else if (comparison.groups.length > 0)
          expect(new Set(taken.pairs.map((pair) => JSON.stringify(pair)))).toEqual(
            new Set(couplesIn(sets[taken.whole] as MatchSet)),
          );
      }),
    );
    expect(mixed).toBeGreaterThan(15);
  });

  it('counts every participant in one pattern of agreement', () => {
    fc.assert(
      fc.property(threeSets, (sets) => {
        const comparison = compareSets(sets);
        const patterns = agreementPatterns(comparison);
        expect(patterns.reduce((sum, { count }) => sum + count, 0)).toBe(PEOPLE);
        const all = patterns.find(({ sides }) => sides.every((side) => side === 0));
        expect(all?.count ?? 0).toBe(comparison.same.length);
        for (const { sides } of patterns) expect(Math.max(...sides)).toBe(new Set(sides).size - 1);
      }),
    );
  });

  it('gives each set the fits it states where its own weights judge it', () => {
    fc.assert(
      fc.property(threeSets, (sets) => {
        const [, second] = sets as [MatchSet, MatchSet];
        const stated =
          'pairs' in second.matching
            ? second.matching.pairs.map((pair) => Math.round(Math.round(pair.fit * 100) / 10)).sort()
            : [];
        const { groups, same } = compareSets(sets, second.policy);
        const judged = [...groups.flatMap((group) => group.rows), ...same]
          .flatMap((row) => row.partners[1]?.map((partner) => partner.fit) ?? [])
          .sort();
        expect(judged).toEqual(stated);
      }),
    );
  });

  it('numbers, orders and rounds the groups of two sets as the bench does', () => {
    let several = 0;
    fc.assert(
      fc.property(threeSets, (sets) => {
        const [first, second] = sets as [MatchSet, MatchSet];
        const { criteria } = second.policy;
        if (criteria.every(({ weight }) => weight === 0)) return;
        const names = { p0: 'Zoe', p1: 'Yan', p6: 'Ana' };
        const named = sets.slice(0, 2).map((set) => ({ ...set, names }));
        const sideOf = ({ matching }: MatchSet) => ({
          pairs: 'pairs' in matching ? matching.pairs : [],
          fitOf: ({ points }: { points: readonly number[] }) => fitOf(points, second.policy),
        });
        const onBench = changeGroups(
          sideOf(first),
          sideOf(second),
          (id) => (names as Record<string, string>)[id] ?? id,
        );
        const compared = compareSets(named, second.policy).groups;
        if (compared.length > 1) several += 1;
        expect(compared.map(({ rows }) => rows.map(({ participant }) => participant))).toEqual(
          onBench.map(({ participants }) => participants),
        );
        expect(compared.map(({ deltas }) => deltas[1])).toEqual(onBench.map(({ gain }) => gain));
      }),
    );
    expect(several).toBeGreaterThan(10);
  });

  it('keeps to each set’s own fits where the other one weighs what was never measured', () => {
    const points = (): [number, number] => [1000, 0];
    const first = setOf({ weights: [10], mentors: [0], points });
    const second = setOf({ weights: [5, 5], mentors: [0], points });
    expect(compareSets([first, second], second.policy).same[0]?.partners[0]?.[0]?.fit).toBe(1000);
  });

  it('takes the name of the day the set was saved', () => {
    const plan = { weights: [10, 0], points: (): [number, number] => [500, 500] };
    const first = { ...setOf({ ...plan, mentors: [0] }), names: { p0: 'Ines', m0: 'Marta' } };
    const second = { ...setOf({ ...plan, mentors: [1] }), names: { p0: 'Ines', m1: 'Olga' } };
    const row = compareSets([first, second]).groups[0]?.rows[0];
    expect([row?.name, ...(row?.partners.map(([partner]) => partner?.name) ?? [])]).toEqual([
      'Ines',
      'Marta',
      'Olga',
    ]);
  });
});

function couplesIn({ matching }: MatchSet): string[] {
  const pairs = 'pairs' in matching ? matching.pairs : [];
  return pairs.map(({ participant, mentor }) => JSON.stringify({ participant, mentor }));
}

/** The matching that holds these pairs, each as some set has it. */
function matchingOf(sets: readonly MatchSet[], wanted: readonly { participant: string; mentor: string }[]) {
  const [first] = sets as [MatchSet];
  if (!('pairs' in first.matching)) throw new Error('a set without pairs');
  const known = new Map(
    sets.flatMap(({ matching }) =>
      'pairs' in matching
        ? matching.pairs.map(
            (pair) => [JSON.stringify({ participant: pair.participant, mentor: pair.mentor }), pair] as const,
          )
        : [],
    ),
  );
  const pairs = wanted.flatMap((pair) => known.get(JSON.stringify(pair)) ?? []);
  const matched = new Set(pairs.map(({ participant }) => participant));
  const unmatchedParticipants = Array.from({ length: PEOPLE }, (_, at) => `p${at}`)
    .filter((id) => !matched.has(id))
    .map((id) => ({ id, allowed: 0, reason: 'Nobody is left.' }));
  return { ...first.matching, pairs, unmatchedParticipants };
}
