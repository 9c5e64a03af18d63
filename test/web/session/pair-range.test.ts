import { expect, test } from 'vitest';
import type { Breakpoints, CriterionBreakpoints } from '#solver/contract/explore/breakpoints.ts';
import { holdsWords, pairRanges, rangeWords } from '../../../web/src/session/pair-range.ts';
import { shippedPolicy, weighed } from '../../support/web/policy.ts';

// The first criterion weighs 2 of 4: half of everything.
const policy = weighed(shippedPolicy(), [20, 20]);
const [topics, other] = policy.criteria;
if (!topics || !other) throw new Error('the policy has criteria');

const at = (numerator: number, denominator = 1) => ({ numerator, denominator });
/** Mentors of participant 0 between the weights, one more than there are inner weights. */
function track(criterion: string, ends: readonly number[], mentors: readonly number[]): CriterionBreakpoints {
  return {
    criterion,
    weight: 2,
    isExact: true,
    isProven: true,
    breakpoints: [],
    intervals: mentors.map((mentor, place) => ({
      from: at(ends[place] ?? 0),
      to: at(ends[place + 1] ?? 10),
      pairs: [[0, mentor]],
      fixedTenths: 0,
      points: 0,
    })),
    steady: { from: at(0), to: at(10) },
    sentence: '',
  };
}
const found = (...criteria: CriterionBreakpoints[]): Breakpoints => ({
  format: 'mile-breakpoints/1',
  participants: ['ines'],
  mentors: ['marta', 'olga'],
  criteria,
  pairs: [],
});
const pair = { participant: 'ines', mentor: 'marta' };

test('a pair holds over all weights around the present one that have it, told as shares inside the range', () => {
  // Olga, Marta, Marta, Olga: from 1 to 6 beside another weight of 2.
  const ranges = pairRanges(found(track(topics.id, [0, 1, 3, 6, 10], [1, 0, 0, 1])), policy, pair);
  expect(ranges).toMatchObject([{ criterion: topics.id, from: 34, to: 75 }]);
  expect(holdsWords(ranges ?? [])).toBe(`Holds while ${topics.label} is between 34 and 75\u00a0%.`);
});

test('an end of the scale is no limit, and the narrowest range comes first', () => {
  const ranges = pairRanges(
    found(track(topics.id, [0, 6, 10], [0, 1]), track(other.id, [0, 1, 10], [1, 0])),
    policy,
    pair,
  );
  expect(ranges?.map(rangeWords)).toEqual([
    `Holds while ${other.label} is at least 34\u00a0%.`,
    `Holds while ${topics.label} is at most 75\u00a0%.`,
  ]);
});

test('what no single weight can part holds at any; what is not in the match now has no range', () => {
  expect(holdsWords(pairRanges(found(track(topics.id, [0, 10], [0])), policy, pair) ?? [])).toBe(
    'Holds whatever one weight alone is.',
  );
  expect(pairRanges(found(track(topics.id, [0, 3, 10], [1, 0])), policy, pair)).toBeUndefined();
});
