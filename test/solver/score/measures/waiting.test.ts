import { expect, test } from 'vitest';
import { judge } from '../../../support/score/judge.ts';

const criterion = { kind: 'waiting', participantField: 'since', fullAfter: 3, whenMissing: 500 };

test.each([
  [2027, 0],
  [2026, 333],
  [2025, 667],
  [2024, 1000],
  [2010, 1000],
  [2030, 0],
])('waiting since %i gives %i points', (since, points) => {
  expect(judge(criterion, { since }, {})).toMatchObject({ points, missing: false });
});

test('somebody new has not waited', () => {
  expect(judge(criterion, {}, {})).toEqual({
    points: 0,
    missing: false,
    sentence: 'The apprentice has not waited since an earlier cycle.',
  });
});

test('the sentence counts the cycles', () => {
  expect(judge(criterion, { since: 2026 }, {}).sentence).toBe(
    'The apprentice has waited 1 cycle; 3 count in full.',
  );
});
