import { expect, test } from 'vitest';
import type { Learned } from '#solver/contract/explore/learn.ts';
import {
  learnedWords,
  unexplainedWords,
  weightMoves,
  withLearned,
} from '../../../../../web/src/screens/bench/questions/learned-words.ts';
import { shippedPolicy, weighed } from '../../../../support/web/policy.ts';

const pins = [
  { participant: 'ines', mentor: 'marta' },
  { participant: 'kai', mentor: 'olga' },
];
const policy = { ...weighed(shippedPolicy(), [20, 30]), pins };
const [topics, other] = policy.criteria;
if (!topics || !other) throw new Error('the policy has criteria');
const nameOf = (id: string) => id;

const learned: Learned = {
  format: 'mile-learned/1',
  participants: ['ines', 'kai', 'pavel'],
  mentors: ['marta', 'olga'],
  status: 'partly',
  weights: [
    { criterion: topics.id, before: 2, after: 4.5 },
    { criterion: other.id, before: 3, after: 3 },
  ],
  step: 0.1,
  distance: 2.5,
  distanceAtLeast: null,
  lost: { before: 1.5, after: 0.4 },
  notAllowed: [
    {
      participant: 'pavel',
      mentor: 'olga',
      blockedBy: [{ rule: 'far', label: 'Not too far apart', sentence: '' }],
    },
  ],
  inTheWay: [],
  unexplained: [[1, 1]],
  sentence: '',
};

test('weights are proposed as moves of sliders, and what they do not explain is named', () => {
  expect(weightMoves(learned, policy)).toEqual([
    { criterion: topics.id, label: topics.label, before: 2, after: 4.5 },
  ]);
  expect(learnedWords(learned)).toContain('ahead by 0.4 points a pair, instead of 1.5 now');
  expect(learnedWords({ ...learned, status: 'explained' })).toBe(
    'With these weights a match with these pairs is the best.',
  );
  expect(unexplainedWords(learned, nameOf)).toEqual([
    'kai → olga: no weights explain this pair beside the others.',
    'pavel → olga: not allowed by “Not too far apart”.',
  ]);
});

test('applied weights take the place of the pins that they explain; the others stay', () => {
  const changed = withLearned(policy, learned);
  expect(changed.criteria.slice(0, 2).map(({ weight }) => weight)).toEqual([4.5, 3]);
  expect(changed.pins).toEqual([pins[1]]);
});
