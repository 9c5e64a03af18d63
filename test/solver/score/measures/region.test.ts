import { expect, test } from 'vitest';
import { judge } from '../../../support/score/judge.ts';

const criterion = {
  kind: 'region',
  participantField: 'town',
  mentorField: 'town',
  systems: [
    { system: 'shire', points: 1000 },
    { system: 'land', points: 600 },
  ],
  neighbour: 300,
  whenMissing: 500,
};

test.each([
  ['a', 'b', 1000, 'Both are in West (Shire).'],
  ['a', 'd', 600, 'Both are in Mainland (Land).'],
  ['a', 'c', 300, 'Their regions, West (Town A) and East (Town C), border each other.'],
  ['c', 'a', 300, 'Their regions, East (Town C) and West (Town A), border each other.'],
  ['c', 'd', 0, 'Their regions, East (Town C) and Far (Town D), neither meet nor share a larger system.'],
  ['e', 'e', 0, 'Their regions, Town E and Town E, neither meet nor share a larger system.'],
])('%s and %s give %i points', (mine, theirs, points, sentence) => {
  expect(judge(criterion, { town: mine }, { town: theirs })).toEqual({ points, sentence, missing: false });
});

test('an unknown town is neutral', () => {
  expect(judge(criterion, { town: 'a' }, {})).toEqual({
    points: 500,
    missing: true,
    sentence: 'No answer to "Town" from the master: counted as neutral.',
  });
});

test('a system that the programme lacks is refused', () => {
  const systems = [{ system: 'planet', points: 1 }];
  expect(() => judge({ ...criterion, systems }, {}, {})).toThrow(/no region system "planet"/);
});
