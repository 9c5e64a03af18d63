import { expect, test } from 'vitest';
import { problemSchema } from '#solver/contract/problem.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { GUILD, guildCohort, guildPolicy } from '../../../support/score/guild.ts';

const cohort = guildCohort(
  [
    { craft: 'wood', town: 'a', tools: ['saw', 'loom'], years: 1, agrees: true, employer: 'Hill' },
    { craft: 'iron', town: 'c', tools: ['kiln'], years: 5, agrees: false },
    {},
  ],
  [
    { craft: 'wood', town: 'b', years: 9, employer: 'The Hill' },
    { craft: 'clay', town: 'd' },
  ],
);
/** Pair indices: participant x 2 + mentor. */
const COUNT = { sense: 'at-least', amount: { unit: 'pairs', value: 2 } };

function quotas(...list: Record<string, unknown>[]) {
  const withIds = list.map((quota, index) => ({ id: `q${index}`, label: 'Q', ...COUNT, ...quota }));
  const policy = guildPolicy({ quotas: withIds });
  return scoreCohort(compileCohort(cohort, GUILD), policy).problem.quotas;
}

const fields = { participantField: 'craft', mentorField: 'craft' };
const towns = { participantField: 'town', mentorField: 'town', system: 'shire' };

test.each([
  ['an option', { kind: 'value', side: 'participant', field: 'craft', values: ['wood', 'clay'] }, [0, 1]],
  [
    'one of several options',
    { kind: 'value', side: 'participant', field: 'tools', values: ['kiln'] },
    [2, 3],
  ],
  ['a place', { kind: 'value', side: 'mentor', field: 'town', values: ['d'] }, [1, 3, 5]],
  ['a text', { kind: 'value', side: 'mentor', field: 'employer', values: ['hill, inc.'] }, [0, 2, 4]],
  ['yes', { kind: 'value', side: 'participant', field: 'agrees', values: ['yes'] }, [0, 1]],
  ['a number from', { kind: 'number', side: 'participant', field: 'years', min: 5 }, [2, 3]],
  ['a number up to', { kind: 'number', side: 'participant', field: 'years', max: 4.5 }, [0, 1]],
  [
    'a region',
    { kind: 'in-region', side: 'mentor', field: 'town', system: 'shire', regions: ['far', 'east'] },
    [1, 3, 5],
  ],
  ['equal values', { kind: 'equal', ...fields, equal: true }, [0]],
  ['different values, not open ones', { kind: 'equal', ...fields, equal: false }, [1, 2, 3]],
  ['a shared region', { kind: 'shared-region', ...towns, equal: true }, [0]],
  ['two regions', { kind: 'shared-region', ...towns, equal: false }, [1, 2, 3]],
])('%s: the pairs that are counted', (_, condition, pairs) => {
  expect(quotas({ where: [condition] })).toEqual([
    { id: 'q0', sense: '>=', bound: 2, pairs, coefficients: pairs.map(() => 1) },
  ]);
});

test('all conditions of a quota must hold', () => {
  const where = [
    { kind: 'equal', ...fields, equal: false },
    { kind: 'number', side: 'participant', field: 'years', min: 5 },
  ];
  expect(quotas({ where, sense: 'at-most' })[0]).toMatchObject({ sense: '<=', pairs: [2, 3] });
});

test('a share weighs pairs inside against all pairs', () => {
  const where = [{ kind: 'equal', ...fields, equal: true }];
  const [share] = quotas({ where, amount: { unit: 'percent', value: 30 } });
  // One pair inside of three: 100 x 1 - 30 x 3 = 10 >= 0; one of four: -20 < 0.
  expect(share).toEqual({
    id: 'q0',
    sense: '>=',
    bound: 0,
    pairs: [0, 1, 2, 3, 4, 5],
    coefficients: [70, -30, -30, -30, -30, -30],
  });
});

test('whole and no shares name only the pairs that count', () => {
  const where = [{ kind: 'equal', ...fields, equal: true }];
  const [all, none] = quotas(
    { where, amount: { unit: 'percent', value: 100 } },
    { where, sense: 'at-most', amount: { unit: 'percent', value: 0 } },
  );
  expect(all).toMatchObject({ pairs: [1, 2, 3, 4, 5], coefficients: [-100, -100, -100, -100, -100] });
  expect(none).toMatchObject({ sense: '<=', pairs: [0], coefficients: [100] });
});

test('a quota that is off is left out', () => {
  const where = [{ kind: 'equal', ...fields, equal: true }];
  expect(quotas({ where, on: false }, { where }).map(({ id }) => id)).toEqual(['q1']);
});

test('quotas with unknown names are refused', () => {
  const value = { kind: 'value', side: 'mentor' };
  expect(() => quotas({ where: [{ ...value, field: 'craft', values: ['marble'] }] })).toThrow(/"marble"/);
  expect(() => quotas({ where: [{ ...value, field: 'shoes', values: ['x'] }] })).toThrow(
    expect.objectContaining({
      code: 'UNKNOWN_FIELD',
      details: { quota: 'q0', side: 'mentor', field: 'shoes' },
    }),
  );
  expect(() =>
    quotas({
      where: [{ kind: 'in-region', side: 'mentor', field: 'town', system: 'shire', regions: ['x'] }],
    }),
  ).toThrow(/no region "x"/);
});

test('the problem with quotas is a valid problem file', () => {
  const policy = guildPolicy({
    quotas: [{ id: 'q', label: 'Q', ...COUNT, where: [{ kind: 'equal', ...fields, equal: false }] }],
  });
  const { problem } = scoreCohort(compileCohort(cohort, GUILD), policy);
  const { participant, mentor, score } = problem.pairs;
  const pairs = {
    participant: [...(participant as Int32Array)],
    mentor: [...(mentor as Int32Array)],
    score: [...(score as Int32Array)],
  };
  expect(problemSchema.safeParse({ ...problem, pairs }).success).toBe(true);
});
