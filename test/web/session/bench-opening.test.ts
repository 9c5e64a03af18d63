import { expect, test } from 'vitest';
import { openingSteps, openOnBench, takeOpening } from '../../../web/src/session/bench-opening.ts';
import { shippedPolicy } from '../../support/web/policy.ts';

const person = (id: string) => ({ id, name: id, values: {}, state: 'active' as const, revision: 1 });
const cohort = {
  participantPeople: [person('p1'), person('p2')],
  mentorPeople: [person('m1'), person('m2')],
};
const pair = (participant: string, mentor: string) => ({ participant, mentor });

test('an objection is one change after the opening: its pin goes, and the pair is forbidden', () => {
  const policy = { ...shippedPolicy(), pins: [pair('p1', 'm1'), pair('gone', 'm2')] };
  const steps = openingSteps({ name: '“Draft A”', policy, without: pair('p1', 'm1') }, cohort);
  expect(steps.map(({ action }) => action)).toEqual(['opened “Draft A”', 'tried the objection']);
  expect(steps.map(({ policy: { pins, forbids } }) => ({ pins, forbids }))).toEqual([
    { pins: [pair('p1', 'm1')], forbids: [] },
    { pins: [], forbids: [pair('p1', 'm1')] },
  ]);
});

test('pairs to hold are pinned once, as far as their people are here', () => {
  const policy = { ...shippedPolicy(), pins: [pair('p1', 'm1')] };
  const pairs = [pair('p1', 'm1'), pair('p2', 'm2'), pair('p2', 'left')];
  const [step] = openingSteps({ name: 'x', policy, pairs }, cohort);
  expect(step?.policy.pins).toEqual([pair('p1', 'm1'), pair('p2', 'm2')]);
});

test('the bench of the cohort takes it once', () => {
  const opening = { name: 'x', policy: shippedPolicy() };
  openOnBench('cohort-1', opening);
  expect(takeOpening('cohort-2')).toBeUndefined();
  expect(takeOpening('cohort-1')).toBe(opening);
  expect(takeOpening('cohort-1')).toBeUndefined();
});
