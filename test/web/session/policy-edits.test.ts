import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policySchema } from '#solver/contract/policy/policy.ts';
import * as edits from '../../../web/src/session/policy-edits.ts';
import { shippedPolicy } from '../../support/web/policy.ts';

const start = shippedPolicy();
const ids = fc.constantFrom('ana', 'ben', 'cho');
const pair = fc.record({ participant: ids, mentor: ids });
const criterion = fc.constantFrom(...start.criteria.map(({ id }) => id));
const rule = fc.constantFrom(...start.rules.map(({ id }) => id));

const edit = fc.oneof(
  fc.tuple(criterion, fc.double({ min: -5, max: 15, noNaN: true })).map(
    ([id, weight]) =>
      (policy: typeof start) =>
        edits.withWeight(policy, id, weight),
  ),
  fc.tuple(rule, fc.boolean()).map(
    ([id, on]) =>
      (policy: typeof start) =>
        edits.withRuleOn(policy, id, on),
  ),
  fc.tuple(rule, fc.nat(50)).map(
    ([id, at]) =>
      (policy: typeof start) =>
        edits.withThreshold(policy, id, at),
  ),
  pair.map((one) => (policy: typeof start) => edits.withPin(policy, one)),
  pair.map((one) => (policy: typeof start) => edits.withOnlyPin(policy, one)),
  pair.map((one) => (policy: typeof start) => edits.withoutPin(policy, one)),
  pair.map((one) => (policy: typeof start) => edits.withForbid(policy, one)),
  pair.map((one) => (policy: typeof start) => edits.withoutForbid(policy, one)),
);

test('whatever somebody does on the Bench, the policy stays one that the service takes', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (steps) => {
      const policy = steps.reduce((now, step) => step(now), start);
      expect(policySchema.safeParse(policy).error).toBeUndefined();
    }),
  );
  expect(start).toEqual(shippedPolicy());
});

test('moving one weight moves no other', () => {
  fc.assert(
    fc.property(criterion, fc.integer({ min: 0, max: 10_000 }), (id, thousandths) => {
      const moved = edits.withWeight(start, id, thousandths / 1000);
      for (const [index, now] of moved.criteria.entries()) {
        if (now.id === id) expect(now.weight).toBe(thousandths / 1000);
        else expect(now).toBe(start.criteria[index]);
      }
    }),
  );
});

test('a pair is pinned or forbidden, never both: the later decision holds', () => {
  const one = { participant: 'ana', mentor: 'ben' };
  const pinned = edits.withPin(edits.withForbid(start, one), one);
  expect([pinned.pins, pinned.forbids]).toEqual([[one], []]);
  const forbidden = edits.withForbid(pinned, one);
  expect([forbidden.pins, forbidden.forbids]).toEqual([[], [one]]);
});

test('where a participant has one mentor, a new pin takes the place of the old one', () => {
  const before = edits.withPin(edits.withPin(start, { participant: 'ana', mentor: 'ben' }), {
    participant: 'cho',
    mentor: 'dev',
  });
  const after = edits.withOnlyPin(before, { participant: 'ana', mentor: 'eve' });
  expect(after.pins).toEqual([
    { participant: 'cho', mentor: 'dev' },
    { participant: 'ana', mentor: 'eve' },
  ]);
});

test.each([
  [6.1, 1, 6.2],
  [6.13, 1, 6.2],
  [6.13, -1, 6.1],
  [6.2, -10, 5.2],
  [9.95, 1, 10],
  [0.05, -1, 0],
])('from %d a step of %d tenths leads to %d', (from, tenths, to) => {
  expect(edits.steppedWeight(from, tenths)).toBe(to);
});
