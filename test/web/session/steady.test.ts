import { expect, test } from 'vitest';
import type { CriterionBreakpoints } from '#solver/contract/explore/breakpoints.ts';
import { withForbid, withWeight } from '../../../web/src/session/policy-edits.ts';
import { steadyTrack, trackOf } from '../../../web/src/session/steady.ts';
import { shippedPolicy } from '../../support/web/policy.ts';

const whole = (numerator: number, denominator = 1) => ({ numerator, denominator });
const policy = shippedPolicy();
const topics = policy.criteria[0]?.id ?? '';
const other = policy.criteria[1]?.id ?? '';
const weight = policy.criteria[0]?.weight ?? 0;

/** Changes at 2, where three people move, and at 10/3, where one moves. */
function found(now: number, steady: CriterionBreakpoints['steady']): CriterionBreakpoints {
  const ends = [whole(0), whole(2), whole(10, 3), whole(10)] as const;
  return {
    criterion: topics,
    weight: now,
    isExact: true,
    isProven: true,
    breakpoints: [
      { weight: whole(2), moved: ['a', 'b', 'c'] },
      { weight: whole(10, 3), moved: ['d'] },
    ],
    intervals: [0, 1, 2].map((at) => ({
      from: ends[at] ?? whole(0),
      to: ends[at + 1] ?? whole(10),
      pairs: [],
      fixedTenths: 0,
      points: 0,
    })),
    steady,
    sentence: '',
  };
}
const middle = found(3, { from: whole(2), to: whole(10, 3) });

test('the band ends where the match changes; a weight at which another match is as good is left out', () => {
  expect(steadyTrack(middle, 3)).toEqual({
    from: 2,
    to: 10 / 3,
    first: 2.1,
    last: 3.3,
    isProven: true,
    ticks: [
      { weight: 2, moved: 3 },
      { weight: 10 / 3, moved: 1 },
    ],
  });
});

test('under a moving thumb the band is that of the weight below it; the ticks stay', () => {
  const moved = steadyTrack(middle, 7);
  expect(moved).toMatchObject({ first: 3.4, last: 10 });
  expect(steadyTrack(middle, 0)).toMatchObject({ first: 0, last: 1.9 });
  expect(moved.ticks).toEqual(steadyTrack(middle, 3).ticks);
});

test('a weight on a change itself belongs to the band that was told for it', () => {
  expect(steadyTrack(found(2, { from: whole(2), to: whole(10, 3) }), 2)).toMatchObject({
    first: 2,
    last: 3.3,
  });
});

test('a track holds while its own weight moves, and for nothing else', () => {
  const breakpoints = {
    format: 'mile-breakpoints/1' as const,
    pairs: [],
    participants: [],
    mentors: [],
    criteria: [found(weight, { from: whole(10, 3), to: whole(10) })],
  };
  const answer = { breakpoints, policy };
  expect(trackOf(answer, policy, topics)).toBeDefined();
  expect(trackOf(answer, withWeight(policy, topics, 1), topics)).toMatchObject({ first: 0, last: 1.9 });
  expect(trackOf(answer, withWeight(policy, other, 1.7), topics)).toBeUndefined();
  const forbidden = withForbid(policy, { participant: 'a', mentor: 'b' });
  expect(trackOf(answer, forbidden, topics)).toBeUndefined();
  expect(trackOf(answer, policy, other)).toBeUndefined();
});
