import { expect, test } from 'vitest';
import { judge } from '../../../support/score/judge.ts';

const criterion = {
  kind: 'rank-gap',
  participantField: 'grade',
  mentorField: 'grade',
  table: [
    { gap: 1, points: 750 },
    { gap: 2, points: 1000 },
  ],
  otherwise: 50,
  whenMissing: 500,
};

test.each([
  ['g1', 'g2', 750, 'Grade: from G1 to G2 it is 1 step up.'],
  ['g1', 'g3', 1000, 'Grade: from G1 to G3 it is 2 steps up.'],
  ['g1', 'g4', 50, 'Grade: from G1 to G4 it is 3 steps up.'],
  ['g3', 'g2', 50, 'Grade: from G3 to G2 it is 1 step down.'],
  ['g2', 'g2', 50, 'Grade: from G2 to G2 it is no step.'],
])('%s to %s gives %i points', (mine, theirs, points, sentence) => {
  expect(judge(criterion, { grade: mine }, { grade: theirs })).toEqual({ points, sentence, missing: false });
});

test('a missing grade is neutral', () => {
  expect(judge(criterion, {}, { grade: 'g2' })).toMatchObject({ points: 500, missing: true });
});

test('ranks of an unordered list are refused', () => {
  const unordered = { ...criterion, participantField: 'craft', mentorField: 'craft' };
  expect(() => judge(unordered, {}, {})).toThrow(/"Crafts" is not ordered/);
  expect(() => judge({ ...criterion, participantField: 'craft' }, {}, {})).toThrow(/two lists/);
});
