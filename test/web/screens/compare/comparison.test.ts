import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatchSet } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { compareSets } from '../../../../web/src/screens/compare/comparison.ts';

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
const twoSets = fc
  .tuple(
    mentorsOf,
    mentorsOf,
    weightsOf,
    weightsOf,
    fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 128, maxLength: 128 }),
  )
  .map(([a, b, weightsA, weightsB, table]) => {
    const points = (p: number, m: number): [number, number] => [
      table[p * 8 + m] ?? 0,
      table[64 + p * 8 + m] ?? 0,
    ];
    return [
      setOf({ weights: weightsA, mentors: a, points }),
      setOf({ weights: weightsB, mentors: b, points }),
    ] as const;
  });

describe('two saved sets side by side', () => {
  it('says of every participant either the same or changed, and the groups add up to the total', () => {
    let changedOnes = 0;
    fc.assert(
      fc.property(twoSets, ([first, second]) => {
        for (const judge of [undefined, first.policy, second.policy]) {
          const { groups, same, sameDelta, delta } = compareSets(first, second, judge);
          const changed = groups.flatMap((group) => group.rows);
          changedOnes += changed.length;
          expect(changed.length + same.length).toBe(PEOPLE);
          expect(new Set([...changed, ...same].map((row) => row.participant)).size).toBe(PEOPLE);
          expect(groups.reduce((sum, group) => sum + group.delta, sameDelta)).toBe(delta);
          if (judge) expect(sameDelta).toBe(0);
        }
      }),
    );
    expect(changedOnes).toBeGreaterThan(300);
  });

  it('gives each set the fits it states where its own weights judge it', () => {
    fc.assert(
      fc.property(twoSets, ([first, second]) => {
        const stated = (set: MatchSet) =>
          'pairs' in set.matching
            ? set.matching.pairs.map((pair) => Math.round(Math.round(pair.fit * 100) / 10)).sort()
            : [];
        const { groups, same } = compareSets(first, second, second.policy);
        const judged = [...groups.flatMap((group) => group.rows), ...same]
          .flatMap((row) => row.after.map((partner) => partner.fit))
          .sort();
        expect(judged).toEqual(stated(second));
      }),
    );
  });

  it('keeps to each set’s own fits where the other one weighs what was never measured', () => {
    const points = (): [number, number] => [1000, 0];
    const first = setOf({ weights: [10], mentors: [0], points });
    const second = setOf({ weights: [5, 5], mentors: [0], points });
    expect(compareSets(first, second, second.policy).same[0]?.before[0]?.fit).toBe(1000);
  });

  it('takes the name of the day the set was saved', () => {
    const plan = { weights: [10, 0], points: (): [number, number] => [500, 500] };
    const first = { ...setOf({ ...plan, mentors: [0] }), names: { p0: 'Ines', m0: 'Marta' } };
    const second = { ...setOf({ ...plan, mentors: [1] }), names: { p0: 'Ines', m1: 'Olga' } };
    const row = compareSets(first, second).groups[0]?.rows[0];
    expect([row?.name, row?.before[0]?.name, row?.after[0]?.name]).toEqual(['Ines', 'Marta', 'Olga']);
  });
});
