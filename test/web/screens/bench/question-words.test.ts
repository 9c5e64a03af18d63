import { expect, test } from 'vitest';
import type { Ties } from '../../../../web/src/session/ties.ts';
import { costWords, tieWords } from '../../../../web/src/screens/bench/question-words.ts';
import { fitOf, fitOfScore } from '../../../../web/src/session/weights.ts';
import { shippedPolicy, weighed } from '../../../support/web/policy.ts';

const policy = weighed(shippedPolicy(), [80, 20]);

test('scores count in the points of fit that the bars show, whatever divides the weights', () => {
  // Weights 8 and 2 are scored as 4 and 1.
  expect(fitOfScore(4 * 500 + 1 * 250, policy)).toBeCloseTo(fitOf([500, 250], policy) ?? 0, 9);
  expect(fitOfScore(10, weighed(policy, []))).toBeUndefined();
});

test('what a pair costs is said in points, pairs and people', () => {
  const match = { pairs: [], matched: 3, score: 0, sentence: '' };
  const cost = (matched: number, score: number, moved: string[]) =>
    costWords({ ...match, loss: { matched, score }, moved }, policy);
  expect(cost(0, 1100, ['a', 'b'])).toBe('Would cost 22 points; 2 others would move.');
  expect(cost(0, 50, ['a'])).toBe('Would cost 1 point; 1 other would move.');
  expect(cost(0, 0, [])).toBe('Would cost nothing; nobody else would move.');
  expect(cost(1, -100, ['a'])).toBe('Would cost 1 matched pair; 2 points won; 1 other would move.');
});

test('ties are counted, as far as they were', () => {
  const ties = (unique: boolean | null, count: number | null, atLeast: number, partial = false) =>
    ({ format: 'mile-ties/1', unique, count, atLeast, partial, pairs: [], sentence: '' }) satisfies Ties;
  expect(tieWords(ties(true, 1, 1), 0)).toBe('The only best match');
  expect(tieWords(ties(false, 6, 6), 3)).toBe(
    'One of 6 equally good matches: 3 pairs could be swapped without loss',
  );
  expect(tieWords(ties(false, null, 1001), 1)).toContain('more than 1,000');
  expect(tieWords(ties(false, null, 4, true), 1)).toContain('at least 4');
  expect(tieWords(ties(null, null, 1, true), 0)).toBeUndefined();
});
