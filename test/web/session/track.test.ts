import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CriterionBreakpoints } from '#solver/contract/explore/breakpoints.ts';
import {
  beyondNextTick,
  nextTick,
  stopNear,
  stopsOf,
  stretchAt,
  trackFrom,
} from '../../../web/src/session/track.ts';
import { breakpointsAt, fraction } from '../../support/web/breakpoints.ts';
import { shippedPolicy } from '../../support/web/policy.ts';

const trackAt = (weights: Parameters<typeof breakpointsAt>[1], isExact = true) =>
  trackFrom(breakpointsAt(shippedPolicy(), weights, isExact).criteria[0] as CriterionBreakpoints);

/** Changes at 2, at 10/3, and twice within a hundredth. */
const track = trackAt([fraction(2), fraction(10, 3), fraction(6123, 1000), fraction(6127, 1000)]);

test('a stretch is told by the tenths inside; a weight on a tick belongs to none', () => {
  expect(track.stretches.map(stopsOf)).toEqual([
    { first: 0, last: 1.9 },
    { first: 2.1, last: 3.3 },
    { first: 3.4, last: 6.1 },
    { first: 6.124, last: 6.126 },
    { first: 6.2, last: 10 },
  ]);
  expect(stretchAt(track, 2)).toBeUndefined();
  expect(stretchAt(track, 2.001)).toBe(1);
  expect(stretchAt(track, 6.125)).toBe(3);
});

test('going from change to change visits every stretch and stands on no tick', () => {
  const visited = [0];
  for (let weight = beyondNextTick(track, 0, 1); weight !== undefined;) {
    visited.push(weight);
    weight = beyondNextTick(track, weight, 1);
  }
  expect(visited).toEqual([0, 2.1, 3.4, 6.124, 6.2]);
  const back = [];
  for (let weight = beyondNextTick(track, 10, -1); weight !== undefined;) {
    back.push(weight);
    weight = beyondNextTick(track, weight, -1);
  }
  expect(back).toEqual([6.126, 6.1, 3.3, 1.9]);
});

test('from a tick itself the next change is the stretch beside it', () => {
  expect(beyondNextTick(track, 2, 1)).toBe(2.1);
  expect(beyondNextTick(track, 2, -1)).toBe(1.9);
  expect(nextTick(track, 2, 1)?.weight).toBeCloseTo(10 / 3, 9);
});

test('a thumb stands at tenths, and finer where a stretch has none', () => {
  expect(stopNear(track, 5.4321)).toBe(5.4);
  expect(stopNear(track, 6.1249)).toBe(6.125);
  expect(stopNear(undefined, 6.1249)).toBe(6.1);
});

test('where only tenths were looked at their ends belong to the stretch', () => {
  const criterion = breakpointsAt(shippedPolicy(), [fraction(21, 10)], false).criteria[0];
  if (!criterion) throw new Error('no criterion');
  const [low, high] = criterion.intervals;
  if (!low || !high) throw new Error('no intervals');
  const tenths = trackFrom({
    ...criterion,
    intervals: [
      { ...low, to: fraction(2) },
      { ...high, from: fraction(22, 10) },
    ],
  });
  expect(stretchAt(tenths, 2)).toBe(0);
  expect(stretchAt(tenths, 2.1)).toBeUndefined();
  expect(beyondNextTick(tenths, 2, 1)).toBe(2.2);
});

test('whatever the ticks, a jump lands strictly between two of them, past at least one', () => {
  let jumps = 0;
  const ticks = fc.uniqueArray(fc.integer({ min: 1, max: 29_999 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(ticks, fc.integer({ min: 0, max: 10_000 }), (numerators, start) => {
      const sorted = numerators.toSorted((a, b) => a - b);
      const any = trackAt(sorted.map((numerator) => fraction(numerator, 3000)));
      const from = start / 1000;
      const to = beyondNextTick(any, from, 1);
      if (to === undefined) return;
      jumps += 1;
      expect(sorted.some((numerator) => numerator >= from * 3000 && numerator < to * 3000)).toBe(true);
      expect(sorted).not.toContain(Math.round(to * 3000));
      expect(Math.round(to * 1000)).toBeCloseTo(to * 1000, 6);
    }),
  );
  expect(jumps).toBeGreaterThan(30);
});
