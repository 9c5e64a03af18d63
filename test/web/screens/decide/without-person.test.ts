import { expect, test } from 'vitest';
import type { Person } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { policyWithout } from '../../../../web/src/screens/decide/without-person.ts';

const people = (...ids: string[]) => ids.map((id) => ({ id }) as Person);
const cohort = { participantPeople: people('ines', 'kai'), mentorPeople: people('marta', 'jun') };
const policy = {
  pins: [
    { participant: 'ines', mentor: 'marta' },
    { participant: 'kai', mentor: 'jun' },
  ],
  forbids: [
    { participant: 'kai', mentor: 'marta' },
    { participant: 'ines', mentor: 'jun' },
  ],
} as Partial<Policy> as Policy;

test('a mentor who is gone is forbidden to everybody once, and the decisions about others stay', () => {
  expect(policyWithout(policy, 'marta', cohort)).toEqual({
    pins: [{ participant: 'kai', mentor: 'jun' }],
    forbids: [
      { participant: 'ines', mentor: 'jun' },
      { participant: 'ines', mentor: 'marta' },
      { participant: 'kai', mentor: 'marta' },
    ],
  });
});

test('so is a participant', () => {
  expect(policyWithout(policy, 'kai', cohort)).toEqual({
    pins: [{ participant: 'ines', mentor: 'marta' }],
    forbids: [
      { participant: 'ines', mentor: 'jun' },
      { participant: 'kai', mentor: 'marta' },
      { participant: 'kai', mentor: 'jun' },
    ],
  });
});
