import { expect, test } from 'vitest';
import { judge } from '../../../support/score/judge.ts';

const criterion = {
  kind: 'ordered-overlap',
  participantField: 'aims',
  mentorField: 'tools',
  places: [50, 30, 20],
  whenMissing: 400,
};

test('each wish met earns its share of the shares stated', () => {
  const aims = ['saw', 'plane', 'kiln'];
  expect(judge(criterion, { aims }, { tools: ['saw', 'plane', 'kiln'] }).points).toBe(1000);
  expect(judge(criterion, { aims }, { tools: ['saw'] }).points).toBe(500);
  expect(judge(criterion, { aims }, { tools: ['plane', 'kiln', 'loom'] }).points).toBe(500);
  expect(judge(criterion, { aims }, { tools: ['loom'] }).points).toBe(0);
});

test('fewer wishes than places share the whole among themselves', () => {
  // 50 of 50 + 30
  expect(judge(criterion, { aims: ['saw', 'plane'] }, { tools: ['saw'] }).points).toBe(625);
});

test('wishes beyond the last place count as the last', () => {
  // 20 of 50 + 30 + 20 + 20
  const aims = ['saw', 'plane', 'kiln', 'anvil'];
  expect(judge(criterion, { aims }, { tools: ['anvil'] }).points).toBe(167);
});

test('the sentence names every wish and whether it is met, and says once whose they are', () => {
  const told = (aims: string[], tools: string[]) => judge(criterion, { aims }, { tools }).sentence;
  expect(told(['saw', 'kiln'], ['saw'])).toBe(
    "Aims: among the master's is SAW (first); not among them is KILN (second).",
  );
  expect(told(['saw', 'kiln'], ['kiln', 'saw'])).toBe(
    "Aims: among the master's are SAW (first) and KILN (second).",
  );
  expect(told(['saw', 'plane', 'kiln'], ['loom'])).toBe(
    "Aims: not among the master's are SAW (first), PLANE (second) and KILN (third).",
  );
});

test('somebody who did not answer gets the stated points, and the sentence says so', () => {
  expect(judge(criterion, {}, { tools: ['saw'] })).toEqual({
    points: 400,
    missing: true,
    sentence: 'No answer to "Aims" from the apprentice: counted as 40 % of the points.',
  });
  expect(judge({ ...criterion, whenMissing: 500 }, { aims: ['saw'] }, {})).toEqual({
    points: 500,
    missing: true,
    sentence: 'No answer to "Tools" from the master: counted as neutral.',
  });
});
