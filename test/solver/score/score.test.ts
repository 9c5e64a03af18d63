import { describe, expect, test } from 'vitest';
import { EXACT_SCORE_LIMIT } from '#solver/contract/problem.ts';
import { compileCohort, measureOf } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { GUILD, guildCohort, guildPolicy } from '../../support/score/guild.ts';

const gap = {
  id: 'years',
  label: 'Years',
  kind: 'gap',
  participantField: 'years',
  mentorField: 'years',
  idealMin: 5,
  idealMax: 10,
  fade: 10,
};
const waiting = { id: 'waiting', label: 'Waiting', kind: 'waiting', participantField: 'since', fullAfter: 4 };
const employer = {
  id: 'employer',
  label: 'Not the same employer',
  kind: 'different-text',
  on: true,
  participantField: 'employer',
  mentorField: 'employer',
};
const cohort = guildCohort(
  [
    { years: 2, since: 2026, employer: 'Hill', most: 2 },
    { years: 8, employer: 'Lake', least: 1 },
  ],
  [{ years: 8, employer: 'The Hill' }, { years: 10, most: 3 }, {}],
);
const criteria = [
  { ...gap, weight: 1.5 },
  { ...waiting, weight: 0.5 },
];

function scored(parts: Record<string, unknown>, people = cohort) {
  return scoreCohort(compileCohort(people, GUILD), guildPolicy(parts));
}

function thrown(parts: Record<string, unknown>, people = cohort): unknown {
  try {
    scored(parts, people);
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('pairs come by participant and mentor, with weights divided by their common divisor', () => {
  const { problem, possiblePairs, allowedPairs } = scored({ criteria, rules: [employer] });
  const { participant, mentor, score } = problem.pairs;
  expect([...(participant as Int32Array)]).toEqual([0, 0, 1, 1, 1]);
  expect([...(mentor as Int32Array)]).toEqual([1, 2, 0, 1, 2]);
  // 3 x years + 1 x waiting: p00 waits 1 of 4 cycles; gaps 8, open, 0, 2, open.
  expect([...(score as Int32Array)]).toEqual([3250, 1750, 1500, 2100, 1500]);
  expect([possiblePairs, allowedPairs]).toEqual([6, 5]);
});

test('limits come from the forms', () => {
  const { problem } = scored({});
  expect(problem.participants).toEqual([
    { id: 'p00', min: 0, max: 2 },
    { id: 'p01', min: 1, max: 1 },
  ]);
  expect(problem.mentors.map(({ max }) => max)).toEqual([1, 3, 1]);
});

test('all weights scaled alike give the same scores', () => {
  const double = criteria.map((criterion) => ({ ...criterion, weight: criterion.weight * 2 }));
  expect(scored({ criteria: double }).problem).toEqual(scored({ criteria }).problem);
});

test('with all weights 0 every pair scores 0', () => {
  const { problem, weights } = scored({
    criteria: criteria.map((criterion) => ({ ...criterion, weight: 0 })),
  });
  expect(weights.total).toBe(0);
  expect([...(problem.pairs.score as Int32Array)]).toEqual([0, 0, 0, 0, 0, 0]);
});

test('as many criteria as a policy may have, with the finest and greatest weights, stay exact', () => {
  const many = Array.from({ length: 50 }, (_, index) => ({
    ...gap,
    id: `c${index}`,
    weight: index === 0 ? 9.999 : 10,
  }));
  const { problem, weights } = scored({ criteria: many });
  expect(weights.total).toBe(499_999);
  const one = scored({ criteria: [{ ...gap, weight: 1 }] }).problem;
  expect([...(problem.pairs.score as Int32Array)]).toEqual(
    [...(one.pairs.score as Int32Array)].map((points) => points * 499_999),
  );
  expect(Math.max(...(problem.pairs.score as Int32Array))).toBeLessThan(EXACT_SCORE_LIMIT);
});

test('forbids take pairs away and do not count against a rule', () => {
  const { problem, allowedPairs, rules } = scored({
    criteria,
    rules: [employer],
    forbids: [
      { participant: 'p01', mentor: 'm01' },
      { participant: 'p00', mentor: 'm00' },
    ],
  });
  expect(allowedPairs).toBe(4);
  expect([...(problem.pairs.mentor as Int32Array)]).toEqual([1, 2, 0, 2]);
  expect(rules[0]).toEqual({ id: 'employer', removes: 1, removesAlone: 1, leavesNobody: [] });
});

test('a rule that is off is counted and not applied', () => {
  const { allowedPairs, rules } = scored({ rules: [{ ...employer, on: false }] });
  expect(allowedPairs).toBe(6);
  expect(rules[0]).toMatchObject({ removes: 1, removesAlone: 1 });
});

test('pins become sorted pair indices, each once', () => {
  const pins = [
    { participant: 'p01', mentor: 'm02' },
    { participant: 'p00', mentor: 'm01' },
    { participant: 'p01', mentor: 'm02' },
  ];
  expect(scored({ rules: [employer], pins }).problem.pinned).toEqual([0, 4]);
});

test('empty sides make an empty problem', () => {
  const { problem } = scored({ criteria, rules: [employer] }, guildCohort([], [{}]));
  expect(problem.pairs.participant).toHaveLength(0);
  expect(problem.mentors).toHaveLength(1);
});

test('a new weight compiles nothing, a new parameter compiles one measure', () => {
  const compiled = compileCohort(cohort, GUILD);
  const policy = (changes: Record<string, unknown>) =>
    guildPolicy({ criteria: [{ ...gap, weight: 1, ...changes }] });
  const measure = (changes: Record<string, unknown>) => {
    const [criterion] = policy(changes).criteria;
    if (!criterion) throw new Error('no criterion');
    return measureOf(compiled, criterion);
  };
  expect(measure({ weight: 7, label: 'Other', help: 'Words' })).toBe(measure({}));
  expect(measure({ fade: 11 })).not.toBe(measure({}));
});

describe('what cannot be used is refused with a code and its place', () => {
  const pin = { participant: 'p00', mentor: 'm00' };

  test('a pin that a rule does not allow names the rule in words', () => {
    const error = thrown({ rules: [employer], pins: [pin] });
    expect(error).toMatchObject({ code: 'PIN_NOT_ALLOWED', details: { ...pin, rules: ['employer'] } });
    expect(String(error)).toContain('"Not the same employer"');
    expect(String(error)).toContain('"Employer" is the same for both');
  });

  test('a pin that is also forbidden', () => {
    const policy = { ...guildPolicy({}), pins: [pin], forbids: [pin] };
    expect(() => scoreCohort(compileCohort(cohort, GUILD), policy)).toThrow(
      expect.objectContaining({ code: 'PIN_AND_FORBID', details: pin }),
    );
  });

  test.each([
    [{ pins: [{ participant: 'p09', mentor: 'm00' }] }, 'participant', 'p09'],
    [{ pins: [{ participant: 'p00', mentor: 'm09' }] }, 'mentor', 'm09'],
    [{ forbids: [{ participant: 'p00', mentor: 'p00' }] }, 'mentor', 'p00'],
  ])('a decision about nobody: %j', (parts, side, id) => {
    expect(thrown(parts)).toMatchObject({ code: 'UNKNOWN_PERSON', details: { side, id } });
  });

  test('a criterion with a field that the form lacks', () => {
    expect(thrown({ criteria: [{ ...gap, weight: 1, mentorField: 'shoes' }] })).toMatchObject({
      code: 'UNKNOWN_FIELD',
      details: { criterion: 'years', side: 'mentor', field: 'shoes' },
    });
  });

  test('a rule with a field of the wrong kind, even while it is off', () => {
    expect(thrown({ rules: [{ ...employer, on: false, mentorField: 'years' }] })).toMatchObject({
      code: 'UNKNOWN_FIELD',
      details: { rule: 'employer', side: 'mentor', field: 'years' },
    });
  });

  test('a policy or a cohort of another programme', () => {
    expect(thrown({ programme: 'other' })).toMatchObject({ code: 'INVALID_POLICY' });
    expect(thrown({}, { ...cohort, programme: 'other' })).toMatchObject({ code: 'INVALID_COHORT' });
  });

  test.each([
    [
      'two people with one id',
      [
        { id: 'x', values: {} },
        { id: 'x', values: {} },
      ],
    ],
    ['a least above the most', [{ id: 'x', values: { least: 2, most: 1 } }]],
    ['a fraction of a partner', [{ id: 'x', values: { most: 1.5 } }]],
    ['an answer that the field does not offer', [{ id: 'x', values: { employer: 3 } }]],
  ])('%s', (_, mentors) => {
    expect(thrown({ rules: [employer] }, { ...cohort, mentors })).toMatchObject({
      code: 'INVALID_COHORT',
      details: { side: 'mentor', id: 'x' },
    });
  });
});
