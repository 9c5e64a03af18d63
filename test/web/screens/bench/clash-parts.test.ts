import { expect, test } from 'vitest';
import { ApiError } from '../../../../web/src/api/client.ts';
import {
  clashParts,
  fullMentorWords,
  refusedPinParts,
  roomOf,
} from '../../../../web/src/screens/bench/clash-parts.ts';
import { withPin } from '../../../../web/src/session/policy-edits.ts';
import { shippedPolicy } from '../../../support/web/policy.ts';

const pair = { participant: 'ana', mentor: 'olga' };
const policy = withPin(shippedPolicy(), pair);
const [rule] = policy.rules;
const [quota] = policy.quotas;
const nameOf = (id: string) => ({ ana: 'Ana Ruiz', olga: 'Olga Berg' })[id] ?? id;

test('every part of a clash is in words; pins and quotas can be taken away, an application cannot', () => {
  const parts = clashParts(
    [
      { kind: 'pin', id: 'ana — olga', sentence: 'Ana Ruiz is pinned to Olga Berg.', ...pair },
      { kind: 'quota', id: quota?.id ?? '', sentence: 'At least 3 pairs.' },
      { kind: 'mentor', id: 'olga', sentence: 'Olga Berg takes at least 2 participants.' },
    ],
    policy,
  );
  expect(parts.map((part) => part.sentence)).toHaveLength(3);
  expect(parts[0]?.without?.pins).toEqual([]);
  expect(parts[1]?.without?.quotas.find((one) => one.id === quota?.id)?.on).toBe(false);
  expect(parts[2]?.without).toBeUndefined();
});

test('a pin against a rule names the people, and offers to take either away', () => {
  const refusal = new ApiError('PIN_NOT_ALLOWED', 'ids and all', { ...pair, rules: [rule?.id] });
  const [pin, inTheWay] = refusedPinParts(refusal, policy, nameOf);
  expect(pin?.sentence).toBe('Ana Ruiz → Olga Berg is pinned.');
  expect(pin?.without?.pins).toEqual([]);
  expect(inTheWay?.sentence).toContain(rule?.label);
  expect(inTheWay?.without?.rules.find((one) => one.id === rule?.id)?.on).toBe(false);
});

test('other troubles are no clash', () => {
  expect(refusedPinParts(new ApiError('OFFLINE', 'No answer.'), policy, nameOf)).toEqual([]);
  expect(refusedPinParts(undefined, policy, nameOf)).toEqual([]);
});

const pinOf = (participant: string, mentor: string) => ({
  kind: 'pin' as const,
  id: participant,
  sentence: 'Pinned.',
  participant,
  mentor,
});

test('two pins of one mentor say how much room the mentor has', () => {
  const clash = [pinOf('ana', 'olga'), pinOf('kai', 'olga')];
  expect(fullMentorWords(clash, () => 1, nameOf)).toBe('Olga Berg has room for 1.');
  expect(fullMentorWords(clash, () => undefined, nameOf)).toBeUndefined();
});

test('other clashes are no matter of one mentor', () => {
  const quotaPart = { kind: 'quota' as const, id: 'cross', sentence: 'At least 3 pairs.' };
  for (const clash of [
    [pinOf('ana', 'olga'), pinOf('ana', 'pia')],
    [pinOf('ana', 'olga'), quotaPart],
    [pinOf('ana', 'olga')],
    [],
  ])
    expect(fullMentorWords(clash, () => 1, nameOf)).toBeUndefined();
});

test('the room is what the application says, else what the form takes for granted', () => {
  const form = { max: { field: 'capacity', default: 1 } };
  expect(roomOf(form, { values: { capacity: 3 } })).toBe(3);
  expect(roomOf(form, { values: { capacity: 0 } })).toBe(0);
  expect(roomOf(form, { values: {} })).toBe(1);
  expect(roomOf({ max: { default: 2 } }, { values: { capacity: 3 } })).toBe(2);
});
