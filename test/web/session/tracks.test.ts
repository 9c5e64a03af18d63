import { expect, test } from 'vitest';
import { withForbid, withLevels, withWeight } from '../../../web/src/session/policy-edits.ts';
import { Tracks } from '../../../web/src/session/tracks.ts';
import { fitOf } from '../../../web/src/session/weights.ts';
import { breakpointsAt, fraction } from '../../support/web/breakpoints.ts';
import { matchOf } from '../../support/web/matching.ts';
import { shippedPolicy, weighed } from '../../support/web/policy.ts';

const policy = shippedPolicy();
const [first = '', second = ''] = policy.criteria.map(({ id }) => id);
const tracks = new Tracks(breakpointsAt(policy, [fraction(2), fraction(10, 3)]), policy);
const settled = matchOf([['ana', 'last']]);

test('a track holds while its own weight moves, and for nothing else', () => {
  expect(tracks.holdFor(withWeight(policy, first, 1), first)).toBe(true);
  expect(tracks.holdFor(withWeight(policy, second, 1.7), first)).toBe(false);
  expect(tracks.holdFor(withForbid(policy, { participant: 'a', mentor: 'b' }), first)).toBe(false);
  expect(tracks.holdFor(withLevels(policy, ['matched', 'weakest', 'score']), first)).toBe(false);
  expect(tracks.holdFor({ ...policy, criteria: policy.criteria.slice(0, -1) }, first)).toBe(false);
});

test.each([
  [1.9, 'm0'],
  [2.1, 'm1'],
  [9, 'last'],
])('at the weight %d the match is that of its stretch, with the fits of that weight', (weight, mentor) => {
  const moved = withWeight(policy, first, weight);
  const match = tracks.foresee(moved, settled);
  const [ana] = match?.pairs ?? [];
  expect(ana).toMatchObject({ participant: 'ana', mentor });
  expect(ana?.fit).toBeCloseTo(fitOf(ana?.points ?? [], moved) ?? -1, 2);
  expect(match).toMatchObject({ status: 'optimal', matched: 2, relativeGap: 0 });
  expect(match?.unmatchedMentors.map(({ id }) => id)).not.toContain(mentor);
});

test('nothing is foreseen on a tick, for another change besides, or without any weight', () => {
  expect(tracks.foresee(withWeight(policy, first, 2), settled)).toBeUndefined();
  const both = withWeight(withWeight(policy, first, 1), second, 1);
  expect(tracks.foresee(both, settled)).toBeUndefined();
  expect(tracks.foresee(withWeight(policy, second, 1), settled)).toBeUndefined();
  const alone = weighed(policy, [80]);
  const ofOne = new Tracks(breakpointsAt(alone, [fraction(2)]), alone);
  expect(ofOne.foresee(withWeight(alone, first, 0), settled)).toBeUndefined();
});

test('who differs from a baseline is counted by people', () => {
  const [stretch] = tracks.of(first)?.stretches ?? [];
  if (!stretch) throw new Error('no stretch');
  const same = [
    { participant: 'ana', mentor: 'm0' },
    { participant: 'ben', mentor: 'rest' },
  ];
  expect(tracks.differing(stretch, same)).toBe(0);
  expect(tracks.differing(stretch, same.slice(1))).toBe(1);
});
