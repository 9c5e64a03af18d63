import { expect, test } from 'vitest';
import type { Thresholds } from '#solver/contract/explore/thresholds.ts';
import {
  outcomeWords,
  rangeWords,
  thresholdRanges,
} from '../../../../../web/src/screens/bench/rules/threshold-ranges.ts';

const range = (strictest: number | null, loosest: number | null, moved: string[] = []) => ({
  strictest,
  loosest,
  moved,
  status: 'matched' as const,
  matched: 5,
  score: 1,
  pairs: [],
});
const about = (sense: Thresholds['sense'], ranges: Thresholds['ranges']): Thresholds => ({
  format: 'mile-thresholds/1',
  participants: [],
  mentors: [],
  rule: 'r',
  threshold: 0,
  sense,
  ranges,
  sentence: '',
});

test('a distance goes to the nearest whole kilometre of a range, or to its end where it has none', () => {
  const ranges = [range(120.5, null), range(94.2, 120.5), range(94.1, 94.2), range(null, 94.1)];
  const told = thresholdRanges(about('most', ranges), 110);
  expect(told.map(({ isNow, threshold }) => [isNow, threshold])).toEqual([
    [false, 121],
    [true, 110],
    [false, 94.1],
    [false, 94],
  ]);
});

test('a minimum counts the other way: fewer is looser', () => {
  const ranges = [range(3, null), range(7, 3), range(null, 7)];
  const told = thresholdRanges(about('least', ranges), 5);
  expect(told.map(({ isNow, threshold }) => [isNow, threshold])).toEqual([
    [false, 3],
    [true, 5],
    [false, 8],
  ]);
});

test('a range and what comes of it in words', () => {
  expect(rangeWords(range(94.2, 120.5), 'most', 'km')).toBe('94.2 to 120.5 km');
  expect(rangeWords(range(120.5, null), 'most', 'km')).toBe('from 120.5 km');
  expect(rangeWords(range(null, 7), 'least', 'years')).toBe('above 7 years');
  expect(outcomeWords(range(1, 2, ['a', 'b']), (id) => id.toUpperCase())).toBe(
    '5 matched; A and B change from the line above',
  );
  expect(outcomeWords({ ...range(1, 2), status: 'impossible' }, String)).toBe('no match holds');
});
