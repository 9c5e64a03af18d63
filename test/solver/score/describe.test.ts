import { expect, test } from 'vitest';
import { matchingSchema } from '#solver/contract/matching.ts';
import type { Matching } from '#solver/contract/matching.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { describeMatching } from '#solver/score/describe.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { GUILD, guildCohort, guildPolicy } from '../../support/score/guild.ts';

const compiled = compileCohort(
  guildCohort(
    [
      { name: 'Ines', years: 2, employer: 'Hill', least: 1 },
      { name: 'Kai', years: 5 },
      { name: 'Olga', employer: 'Hill', agrees: false },
      { name: 'Pavel', agrees: false },
    ],
    [
      { name: 'Marta', years: 8, employer: 'Hill' },
      { name: 'Jun', years: 30, most: 2 },
      { name: 'Ravi', most: 0 },
    ],
  ),
  GUILD,
);
const policy = guildPolicy({
  criteria: [
    {
      id: 'years',
      label: 'Years',
      kind: 'gap',
      weight: 2,
      participantField: 'years',
      mentorField: 'years',
      idealMin: 5,
      idealMax: 10,
      fade: 30,
    },
  ],
  rules: [
    {
      id: 'employer',
      label: 'Not the same employer',
      kind: 'different-text',
      on: true,
      participantField: 'employer',
      mentorField: 'employer',
    },
    {
      id: 'agreed',
      label: 'Has agreed',
      kind: 'agreed',
      on: true,
      missingIsYes: true,
      fields: [{ side: 'participant', field: 'agrees' }],
    },
  ],
  quotas: [
    {
      id: 'east',
      label: 'Enough from the east',
      sense: 'at-least',
      amount: { unit: 'percent', value: 30 },
      where: [{ kind: 'value', side: 'participant', field: 'town', values: ['c'] }],
    },
  ],
  pins: [{ participant: 'p00', mentor: 'm01' }],
});
const timings = { programMs: 1, solveMs: 2, certifyMs: 3 };
const tail = { format: 'mile-result/1', engine: 'glpk', timings } as const;

function described(outcome: Outcome, of = policy): Matching {
  return matchingSchema.parse(describeMatching(compiled, of, scoreCohort(compiled, of), outcome, 4));
}

const found: Outcome = {
  ...tail,
  status: 'optimal',
  matched: 2,
  score: 1400,
  pairs: [
    [0, 1],
    [1, 0],
  ],
  bound: { matched: 2, score: 1400 },
  relativeGap: 0,
  certificate: { kind: 'levels', steps: [] },
};

test('matched pairs have their fit, points and pin', () => {
  const matching = described(found);
  expect(matching).toMatchObject({
    status: 'optimal',
    // Gaps 28 and 3: 18 and 2 outside the ideal of 5 to 10, which fades over 30.
    pairs: [
      { participant: 'p00', mentor: 'm01', fit: 40, score: 400, points: [400], pinned: true },
      { participant: 'p01', mentor: 'm00', fit: 93.3, score: 933, points: [933], pinned: false },
    ],
    meanFit: 66.65,
    matched: 2,
    possiblePairs: 12,
    allowedPairs: 5,
    allWeightsZero: false,
    engine: 'glpk',
    timings: { ...timings, scoreMs: 4 },
  });
});

test('each unmatched person is told why', () => {
  const matching = described(found);
  expect(matching).toMatchObject({
    unmatchedParticipants: [
      {
        id: 'p02',
        allowed: 0,
        reason:
          'No master is allowed: the rule "Has agreed" excludes 3 of 3, and it is not one that may be relaxed.',
      },
      { id: 'p03', allowed: 0, reason: expect.stringContaining('not one that may be relaxed') },
    ],
    unmatchedMentors: [{ id: 'm02', reason: 'The application allows no apprentice at all.' }],
  });
});

test('a rule that may be relaxed is told with what its relaxing would bring', () => {
  const strict: typeof policy = {
    ...policy,
    pins: [],
    rules: [
      {
        id: 'years',
        label: 'Long years',
        kind: 'minimum',
        on: true,
        side: 'participant',
        field: 'years',
        threshold: 999,
      },
    ],
  };
  const nobody: Outcome = { ...found, matched: 0, score: 0, pairs: [] };
  expect(described(nobody, strict)).toMatchObject({
    unmatchedParticipants: expect.arrayContaining([
      {
        id: expect.any(String),
        allowed: 0,
        reason: expect.stringMatching(/excludes 3 of 3; without it \d would be possible/),
      },
    ]),
  });
});

test('who lost out to others, and who was left although a place is free', () => {
  const one: Outcome = { ...found, status: 'feasible', matched: 1, pairs: [[1, 0]] };
  expect(described(one)).toMatchObject({
    status: 'feasible',
    unmatchedParticipants: [
      { id: 'p00', allowed: 2, reason: expect.stringMatching(/^1 of 2 allowed masters could take one more/) },
      { id: 'p02' },
      { id: 'p03' },
    ],
    unmatchedMentors: [
      { id: 'm01', allowed: 2, reason: expect.stringMatching(/^1 of 2 allowed apprentices could/) },
      { id: 'm02' },
    ],
  });
  const kai: Outcome = {
    ...found,
    matched: 2,
    pairs: [
      [0, 1],
      [1, 1],
    ],
  };
  expect(described(kai)).toMatchObject({
    unmatchedMentors: [
      { id: 'm00', allowed: 1, reason: 'The only allowed apprentice is taken by others.' },
      { id: 'm02' },
    ],
  });
});

test('a clash is told in words', () => {
  const clash: Outcome = {
    ...tail,
    status: 'infeasible',
    conflict: [
      { kind: 'quota', id: 'east' },
      { kind: 'participant', id: 'p00' },
      { kind: 'mentor', id: 'm01' },
      { kind: 'pin', id: 'p00 — m01' },
    ],
    certificate: {
      kind: 'infeasible',
      proof: { kind: 'contradiction', participants: [], mentors: [], rows: [] },
    },
  };
  expect(described(clash)).toMatchObject({
    status: 'infeasible',
    clash: [
      { sentence: 'Quota "Enough from the east": at least 30 % of the matched pairs.' },
      { sentence: 'Ines must have at least 1 master.' },
      { sentence: 'Jun can have at most 2 apprentices.' },
      { sentence: 'Ines is pinned to Jun.', participant: 'p00', mentor: 'm01' },
    ],
  });
});

test('an unknown answer keeps its reason', () => {
  expect(described({ ...tail, status: 'unknown', reason: 'Out of time.' })).toMatchObject({
    status: 'unknown',
    reason: 'Out of time.',
    allowedPairs: 5,
  });
});
