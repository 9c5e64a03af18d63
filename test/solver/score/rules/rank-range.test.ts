import { expect, test } from 'vitest';
import { refuse } from '../../../support/score/judge.ts';

const rule = { kind: 'rank-range', participantField: 'grade', mentorField: 'grade', min: 1, max: 2 };

test.each([
  ['g1', 'g1', false],
  ['g1', 'g2', true],
  ['g1', 'g3', true],
  ['g1', 'g4', false],
  ['g3', 'g2', false],
])('%s to %s: allowed %s', (mine, theirs, allowed) => {
  expect(refuse(rule, { grade: mine }, { grade: theirs }) === 'allowed').toBe(allowed);
});

test('the reason counts the steps', () => {
  expect(refuse(rule, { grade: 'g3' }, { grade: 'g1' })).toBe(
    '"Grade": from G3 to G1 it is 2 steps down; 1 to 2 up are allowed.',
  );
});

test('an unknown grade excludes nobody', () => {
  expect(refuse(rule, { grade: 'g1' }, {})).toBe('allowed');
  expect(refuse(rule, {}, { grade: 'g1' })).toBe('allowed');
});

test('an empty range is refused', () => {
  expect(() => refuse({ ...rule, min: 3 }, {}, {})).toThrow(/from 3 down to 2/);
});
