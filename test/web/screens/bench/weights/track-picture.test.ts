import { expect, test } from 'vitest';
import {
  markNear,
  marksOf,
  weightAt,
  xOf,
} from '../../../../../web/src/screens/bench/weights/track-picture.ts';
import {
  markWords,
  steadyWords,
  tickWords,
} from '../../../../../web/src/screens/bench/weights/track-words.ts';
import type { Stretch, Track } from '../../../../../web/src/session/track.ts';

const shelf = { width: 210, margin: 5 };
const nameOf = (id: string) => id.toUpperCase();
const tick = (weight: number, ...moved: string[]) => ({ weight, moved });
const stretch: Stretch = { from: 6, to: 9, least: 6001, greatest: 8999, pairs: [] };
const track: Track = {
  ticks: [tick(1, 'a'), tick(1.1, 'a', 'b'), tick(1.3, 'c'), tick(6, 'a')],
  stretches: [stretch, stretch],
  isExact: true,
  isProven: true,
};

test('ticks within four pixels are one mark that names the changes of each', () => {
  const marks = marksOf(track, shelf);
  expect(marks.map(({ ticks, moved }) => [ticks.length, moved])).toEqual([
    [2, 2],
    [1, 1],
    [1, 1],
  ]);
  const [both, one] = marks;
  expect(both && markWords(both, nameOf)).toBe('2 changes here: at 1.0: A changes; at 1.1: A and B change');
  expect(one && markWords(one, nameOf)).toBe('at 1.3: C changes');
  expect(markNear(marks, xOf(6, shelf) + 5)?.ticks).toEqual([tick(6, 'a')]);
  expect(markNear(marks, xOf(4, shelf))).toBeUndefined();
});

test('a place on the track is the weight that a thumb there has', () => {
  for (const weight of [0, 2.5, 10]) expect(weightAt(xOf(weight, shelf), shelf)).toBeCloseTo(weight, 9);
  expect(weightAt(-20, shelf)).toBe(0);
});

test('the steady stretch is told in the steps of the slider', () => {
  expect(steadyWords(stretch, track)).toBe('Same match from 6.1 to 8.9');
  expect(steadyWords(stretch, { ...track, isProven: false })).toContain('found, not proven');
  expect(steadyWords(undefined, track)).toBe('Any other weight may change the match');
  expect(steadyWords({ ...stretch, least: 0, greatest: 10_000 }, { ...track, stretches: [stretch] })).toBe(
    'Same match at any weight',
  );
  expect(tickWords(tick(2.34567, 'a', 'b', 'c'), nameOf)).toBe('at 2.35: A, B and C change');
});
