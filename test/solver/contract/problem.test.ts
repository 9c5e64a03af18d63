import { describe, expect, it } from 'vitest';
import { policySchema } from '#solver/contract/policy/policy.ts';
import { problemSchema, QUOTA_LIMIT, SCORE_LIMIT } from '#solver/contract/problem.ts';

function problem(changes: Record<string, unknown> = {}) {
  return {
    format: 'mile-problem/1',
    participants: [{ id: 'p1', min: 0, max: 1 }],
    mentors: [{ id: 'm1', min: 0, max: 2 }, { id: 'm2' }],
    pairs: { participant: [0, 0], mentor: [0, 1], score: [812, 640] },
    quotas: [{ id: 'q', sense: '>=', bound: 1, pairs: [0, 1], coefficients: [1, 1] }],
    pinned: [1],
    levels: ['matched', 'score'],
    ...changes,
  };
}
const quota = (changes: Record<string, unknown>) => ({
  quotas: [{ id: 'q', sense: '>=', bound: 1, pairs: [0, 1], coefficients: [1, 1], ...changes }],
});
const score = (first: unknown) => ({ pairs: { participant: [0, 0], mentor: [0, 1], score: [first, 0] } });

describe('a problem file', () => {
  it('is taken as it is described, and defaults stand for what is left out', () => {
    const { mentors, levels, quotas } = problemSchema.parse(
      problem({ levels: undefined, quotas: undefined }),
    );
    expect(mentors[1]).toEqual({ id: 'm2', min: 0, max: 1 });
    expect(levels).toEqual(['matched', 'score']);
    expect(quotas).toEqual([]);
  });

  it.each([
    ['the largest score', score(SCORE_LIMIT)],
    ['the largest quota', quota({ bound: QUOTA_LIMIT, coefficients: [QUOTA_LIMIT, -QUOTA_LIMIT] })],
    [
      'nobody',
      problem({
        participants: [],
        mentors: [],
        pairs: { participant: [], mentor: [], score: [] },
        quotas: [],
        pinned: [],
      }),
    ],
  ])('takes %s', (_, changes) => {
    expect(problemSchema.safeParse(problem(changes)).success).toBe(true);
  });

  it.each([
    ['an unknown key', { weights: [] }],
    ['a pair listed twice', { pairs: { participant: [0, 0], mentor: [0, 0], score: [1, 2] } }],
    ['a participant that does not exist', { pairs: { participant: [0, 1], mentor: [0, 1], score: [1, 2] } }],
    ['a mentor that does not exist', { pairs: { participant: [0, 0], mentor: [0, 2], score: [1, 2] } }],
    ['columns of different length', { pairs: { participant: [0, 0], mentor: [0, 1], score: [1] } }],
    ['NaN', score(Number.NaN)],
    ['a fraction', score(0.5)],
    ['-0', score(-0)],
    ['-0 as a minimum', { participants: [{ id: 'p1', min: -0, max: 1 }] }],
    ['infinity', score(Number.POSITIVE_INFINITY)],
    ['a negative score', score(-1)],
    ['a score beyond the limit', score(SCORE_LIMIT + 1)],
    ['a quota coefficient beyond the limit', quota({ coefficients: [QUOTA_LIMIT + 1, 0] })],
    ['a quota bound beyond the limit', quota({ bound: -QUOTA_LIMIT - 1 })],
    ['a quota over a pair that does not exist', quota({ pairs: [0, 2] })],
    ['a quota that names a pair twice', quota({ pairs: [1, 1] })],
    ['an unknown sense', quota({ sense: '<' })],
    ['a minimum above the maximum', { participants: [{ id: 'p1', min: 2, max: 1 }] }],
    ['one id for two mentors', { mentors: [{ id: 'm1' }, { id: 'm1' }] }],
    ['a pin of a pair that does not exist', { pinned: [2] }],
    ['an unknown level', { levels: ['matched', 'fairness'] }],
    ['a level named twice', { levels: ['score', 'score'] }],
    ['another format', { format: 'mile-problem/2' }],
  ])('refuses %s', (_, changes) => {
    expect(problemSchema.safeParse(problem(changes)).success).toBe(false);
  });
});

describe('a policy', () => {
  const pair = { participant: 'p1', mentor: 'm1' };
  const base = { format: 'mile-policy/1', programme: 'any', criteria: [], rules: [] };

  it('refuses a pair that is pinned and forbidden, and says which', () => {
    const { error } = policySchema.safeParse({ ...base, pins: [pair], forbids: [pair] });
    expect(error?.issues[0]?.message).toContain('["p1","m1"]');
  });

  it('takes a pair that is pinned twice', () => {
    expect(policySchema.safeParse({ ...base, pins: [pair, pair] }).success).toBe(true);
  });
});
