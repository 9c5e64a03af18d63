import { expect, test } from 'vitest';
import { rowsOf, type Baseline } from '../../../../web/src/session/differences.ts';
import { differWords, matchedWords, ordinal } from '../../../../web/src/screens/bench/words.ts';
import { matchOf, pairOf } from '../../../support/web/matching.ts';

const baseline: Baseline = { name: '“Draft A”', pairs: [pairOf('ana', 'olga')], criteria: [], names: {} };

test('the verdict counts people and differences', () => {
  const same = rowsOf(matchOf([['ana', 'olga']], ['ben']), baseline);
  expect([matchedWords(same), differWords(same, baseline)]).toEqual(['1 of 2 matched', 'same as “Draft A”']);
  const other = rowsOf(
    matchOf([
      ['ana', 'pia'],
      ['ben', 'olga'],
    ]),
    baseline,
  );
  expect([matchedWords(other), differWords(other, baseline)]).toEqual([
    '2 of 2 matched',
    '2 participants differ from “Draft A”',
  ]);
});

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [22, '22nd'],
  [103, '103rd'],
  [111, '111th'],
])('%i is %s', (number, word) => expect(ordinal(number)).toBe(word));
