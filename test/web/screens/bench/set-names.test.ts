import { expect, test } from 'vitest';
import { freeName, isTaken } from '../../../../web/src/screens/bench/set-names.ts';

test('a name is taken whatever its case and the spaces around it', () => {
  expect(isTaken(' draft a ', ['Draft A'])).toBe(true);
  expect(isTaken('Draft AB', ['Draft A'])).toBe(false);
});

test('the name that is proposed is free, also where somebody took the next number', () => {
  expect(freeName([])).toBe('Draft 1');
  expect(freeName(['Draft 2', 'mine'])).toBe('Draft 3');
  expect(freeName(['draft 4', 'Draft 3', 'mine'])).toBe('Draft 5');
});
