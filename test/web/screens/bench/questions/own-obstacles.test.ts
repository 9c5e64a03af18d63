import { expect, test } from 'vitest';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { ownObstacles } from '../../../../../web/src/screens/bench/questions/own-obstacles.ts';

const programme = shippedProgramme('minnesota') as Programme;
const { policy } = programme;
const bjorn = { id: 'b', values: {} };
const nameOf = () => 'Bjorn';

/** What is told of Bjorn where these rules, and no others, keep him from everybody. */
function toldOf(rules: readonly string[], person = bjorn, given = policy) {
  const match = {
    unmatchedParticipants: [{ id: 'b', allowed: 0, reason: '' }],
    rules: policy.rules.map(({ id }) => ({
      id,
      removes: 0,
      removesAlone: 0,
      leavesNobody: rules.includes(id) ? ['b'] : [],
    })),
  };
  return ownObstacles(match, { policy: given, programme, participants: [person], nameOf });
}

test('whoever lacks a consent is to be asked for it', () => {
  expect(toldOf(['consent'])).toEqual([
    { participant: 'b', remedy: 'Ask Bjorn for consent', why: 'without it there is no possible mentor.' },
  ]);
});

test('nothing is laid to somebody whom the mentors, several rules, or a rule that is off keep unmatched', () => {
  expect(toldOf(['consent'], { id: 'b', values: { consent: true } })).toEqual([]);
  expect(toldOf([])).toEqual([]);
  expect(toldOf(['required-region'])).toEqual([]);
  const off = { ...policy, rules: policy.rules.map((rule) => ({ ...rule, on: false })) };
  expect(toldOf(['consent'], bjorn, off)).toEqual([]);
});

test('an unanswered question that counts as yes is no obstacle, a no is', () => {
  const on = { ...policy, rules: policy.rules.map((rule) => ({ ...rule, on: true })) };
  expect(toldOf(['kick-off'], bjorn, on)).toEqual([]);
  expect(toldOf(['kick-off'], { id: 'b', values: { kickoff: false } }, on)[0]?.remedy).toMatch(
    /^Ask Bjorn about “.*kick-off/u,
  );
});
