import { expect, test } from 'vitest';
import { judge } from '../../../support/score/judge.ts';

const criterion = {
  kind: 'gap',
  participantField: 'years',
  mentorField: 'years',
  idealMin: 5,
  idealMax: 15,
  fade: 10,
  whenMissing: 500,
};

test.each([
  [5, 1000],
  [15, 1000],
  [10.5, 1000],
  [4, 900],
  [16, 900],
  [0, 500],
  [-5, 0],
  [-8, 0],
  [25, 0],
  [19, 600],
])('a mentor with %d more years gets %i points', (difference, points) => {
  expect(judge(criterion, { years: 20 }, { years: 20 + difference }).points).toBe(points);
});

test('the sentence gives the difference and the ideal', () => {
  expect(judge(criterion, { years: 2 }, { years: 20 }).sentence).toBe(
    'Years: the master has 18 years more, 3 years outside the ideal range of 5 to 15 years more.',
  );
  expect(judge(criterion, { years: 2 }, { years: 9 }).sentence).toContain('7 years more, within');
});

test('a missing number is neutral', () => {
  expect(judge(criterion, { years: 2 }, {})).toEqual({
    points: 500,
    missing: true,
    sentence: 'No answer to "Years" from the master: counted as neutral.',
  });
});
