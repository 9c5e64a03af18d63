import { expect, test } from 'vitest';
import { compileCohort } from '#solver/score/compile.ts';
import { explainPair } from '#solver/score/explain.ts';
import { GUILD, guildCohort, guildPolicy } from '../../support/score/guild.ts';

const years = {
  id: 'years',
  label: 'Years',
  kind: 'gap',
  weight: 3,
  participantField: 'years',
  mentorField: 'years',
  idealMin: 5,
  idealMax: 10,
  fade: 10,
};
const craft = {
  id: 'craft',
  label: 'Craft',
  kind: 'similarity',
  weight: 1,
  participantFields: [{ field: 'craft', share: 1 }],
  mentorField: 'craft',
};
const agreed = {
  id: 'agreed',
  label: 'Has agreed',
  kind: 'agreed',
  on: true,
  fields: [{ side: 'mentor', field: 'agrees' }],
};
const compiled = compileCohort(
  guildCohort(
    [
      { years: 2, craft: 'wood' },
      { years: 5, craft: 'wood' },
    ],
    [
      { years: 8, craft: 'iron', agrees: true },
      { years: 8, craft: 'wood', agrees: true },
      { years: 30, agrees: false },
      { years: 8, craft: 'iron', agrees: true },
    ],
  ),
  GUILD,
);
const policy = guildPolicy({
  criteria: [years, craft],
  rules: [agreed],
  forbids: [{ participant: 'p01', mentor: 'm00' }],
});

test('an allowed pair: points earned and lost, and ranks with ties', () => {
  expect(explainPair(compiled, policy, 'p00', 'm00')).toEqual({
    participant: 'p00',
    mentor: 'm00',
    fit: 75,
    allowed: true,
    blockedBy: [],
    forbidden: false,
    contributions: [
      {
        criterion: 'years',
        label: 'Years',
        points: 1000,
        weight: 3,
        earned: 75,
        lost: 0,
        missing: false,
        sentence: 'Years: the master has 6 years more, within the ideal range of 5 to 10 years more.',
      },
      {
        criterion: 'craft',
        label: 'Craft',
        points: 0,
        weight: 1,
        earned: 0,
        lost: 25,
        missing: false,
        sentence: "Craft (WOOD) and the master's IRON are 0 % alike.",
      },
    ],
    rankForParticipant: 2,
    rankForMentor: 1,
  });
  expect(explainPair(compiled, policy, 'p00', 'm03').rankForParticipant).toBe(2);
  expect(explainPair(compiled, policy, 'p01', 'm03').rankForMentor).toBe(2);
});

test('a pair that a rule does not allow: the rule and why, without ranks', () => {
  expect(explainPair(compiled, policy, 'p00', 'm02')).toMatchObject({
    allowed: false,
    forbidden: false,
    blockedBy: [
      { rule: 'agreed', label: 'Has agreed', sentence: 'The master has not said yes to "Agrees".' },
    ],
    rankForParticipant: null,
    rankForMentor: null,
  });
});

test('a forbidden pair is not allowed, and no rule is blamed', () => {
  expect(explainPair(compiled, policy, 'p01', 'm00')).toMatchObject({
    allowed: false,
    forbidden: true,
    blockedBy: [],
  });
});

test('a pair can be explained while a pin elsewhere is not allowed', () => {
  const pinned = { ...policy, pins: [{ participant: 'p00', mentor: 'm02' }] };
  expect(explainPair(compiled, pinned, 'p00', 'm02').blockedBy).toHaveLength(1);
});

test('somebody who is not in the cohort is not found', () => {
  expect(() => explainPair(compiled, policy, 'p00', 'm77')).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND', details: { side: 'mentor', id: 'm77' } }),
  );
});
