import { expect, it } from 'vitest';
import { policySchema } from '#solver/contract/policy/policy.ts';
import { issueSentence } from '#server/commands/issue-sentence.ts';
import { shipped } from '../../support/imports.ts';

const { policy } = shipped('minnesota');
const told = (input: unknown) =>
  policySchema.safeParse(input).error?.issues.map((issue) => issueSentence(issue, input));
const withTopics = (change: object) => ({
  ...policy,
  criteria: policy.criteria.map((criterion) =>
    criterion.id === 'topics' ? { ...criterion, ...change } : criterion,
  ),
});

it.each([
  [{ weight: 11 }, 'criteria "topics", weight: 11 is too big, at most 10'],
  [{ weight: -1 }, 'criteria "topics", weight: -1 is too small, at least 0'],
  [{ weight: 7.3456 }, 'criteria "topics", weight: 7.3456: weights have three decimals at most'],
  [{ weight: 'much' }, 'criteria "topics", weight: "much" is not a number'],
  [{ weight: undefined }, 'criteria "topics", weight: is missing; it is a number'],
  [{ label: '' }, 'criteria "topics", label: a text of 0 characters is too short, at least 1'],
  [{ places: [] }, 'criteria "topics", places: a list of 0 is too short, at least 1'],
  [{ places: [50, 101] }, 'criteria "topics", places 2: 101 is too big, at most 100'],
  [{ kind: 'magic' }, 'criteria "topics", kind: "magic" is nothing that can stand here'],
  [{ wieght: 3 }, 'criteria "topics": Unrecognized key: "wieght"'],
])('a criterion with %j: %s', (change, sentence) => {
  expect(told(withTopics(change))).toEqual([sentence]);
});

it('an entry without a name is counted from 1', () => {
  expect(told({ ...policy, pins: [{ participant: 'a', mentor: 'b' }, { participant: 'c' }] })).toEqual([
    'pins 2, mentor: is missing; it is a string',
  ]);
});

it('another format', () => {
  expect(told({ ...policy, format: 'mile-policy/9' })).toEqual([
    'format: "mile-policy/9" is none of "mile-policy/1"',
  ]);
});

it('something that is no object at all', () => {
  expect(told([])).toEqual(['a list is not an object']);
});

it('long values are shortened', () => {
  const [sentence] = told(withTopics({ weight: 'x'.repeat(5000) })) ?? [];
  expect(sentence?.length).toBeLessThan(150);
});
