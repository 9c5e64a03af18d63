import { describe, expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import { EXACT_SCORE_LIMIT } from '#solver/contract/problem.ts';
import type { MatchedOutcome, Outcome } from '#solver/contract/outcome.ts';
import { HEAD, bound, problemOf, step } from '../../support/certify/by-hand.ts';

/** Three people want two mentors who take one each. Best: 9 + 6. */
const SCARCE = problemOf(
  [
    [0, 1],
    [0, 1],
    [0, 1],
  ],
  [
    [0, 1],
    [0, 1],
  ],
  [
    [0, 0, 9],
    [0, 1, 8],
    [1, 0, 7],
    [1, 1, 6],
    [2, 0, 3],
  ],
);
const SCARCE_BEST: MatchedOutcome = {
  ...HEAD,
  status: 'optimal',
  matched: 2,
  score: 15,
  pairs: [
    [0, 0],
    [1, 1],
  ],
  bound: { matched: 2, score: 15 },
  relativeGap: 0,
  certificate: {
    kind: 'levels',
    steps: [
      // Koenig: the two mentors cover every pair.
      step('matched', 2, 2, bound([0, 0, 0], [1, 1])),
      // 9 = 2 + 7, 8 = 2 + 6, 7 = 0 + 7, 6 = 0 + 6, 3 < 0 + 7.
      step('score', 15, 15, bound([2, 0, 0], [7, 6], [0])),
    ],
  },
};

describe('a match with prices', () => {
  test('is proven best where the prices sum up to its score', () => {
    expect(verify(SCARCE, SCARCE_BEST)).toEqual({
      feasible: true,
      matched: 2,
      score: 15,
      bound: { matched: 2, score: 15 },
      proven: true,
      reason: null,
    });
  });

  test('is read from typed columns as from plain ones', () => {
    const { participant, mentor, score } = SCARCE.pairs;
    const pairs = {
      participant: Int32Array.from(participant),
      mentor: Uint16Array.from(mentor),
      score: Int32Array.from(score),
    };
    expect(verify({ ...SCARCE, pairs }, SCARCE_BEST).reason).toBeNull();
  });

  test('is told what its prices really prove where it claims more', () => {
    const outcome = structuredClone(SCARCE_BEST);
    outcome.certificate.steps[1] = step('score', 15, 15, bound([2, 1, 0], [7, 6], [0]));
    expect(verify(SCARCE, outcome)).toMatchObject({
      feasible: true,
      proven: false,
      bound: { matched: 2 },
      reason: 'The step "score" claims the bound 15, its proof gives 16.',
    });
  });

  test.each([2 ** 28 - 1, 2 ** 28, 2 ** 28 + 1, 2 ** 29, 2 ** 29 + 2 ** 28, EXACT_SCORE_LIMIT])(
    'that leaves a pair of score %i aside is never proven by prices that do not pay for it',
    (score) => {
      const one: [number, number] = [0, 1];
      const problem = problemOf(
        [one, one],
        [one, one],
        [
          [0, 0, score],
          [0, 1, 1],
          [1, 0, 0],
          [1, 1, 0],
        ],
      );
      const claimed: MatchedOutcome = {
        ...SCARCE_BEST,
        score: 1,
        pairs: [
          [0, 1],
          [1, 0],
        ],
        bound: { matched: 2, score: 1 },
        certificate: {
          kind: 'levels',
          steps: [
            step('matched', 2, 2, bound([1, 1], [0, 0])),
            step('score', 1, 1, bound([1, 0], [0, 0], [0])),
          ],
        },
      };
      expect(verify(problem, claimed)).toMatchObject({
        proven: false,
        reason: `The step "score" claims the bound 1, its proof gives ${score}.`,
      });
      const paid = { ...SCARCE_BEST, score, bound: { matched: 2, score } };
      const best: MatchedOutcome = {
        ...paid,
        certificate: {
          kind: 'levels',
          steps: [
            step('matched', 2, 2, bound([1, 1], [0, 0])),
            step('score', score, score, bound([score, 0], [0, 0], [0])),
          ],
        },
      };
      expect(verify(problem, best)).toMatchObject({ proven: true, reason: null });
    },
  );

  test('is no match where a pair is not allowed, a limit or a quota broken, a pin left out', () => {
    const other = (pairs: [number, number][]) => verify(SCARCE, { ...SCARCE_BEST, pairs });
    expect(
      other([
        [0, 0],
        [0, 0],
      ]).reason,
    ).toBe('The pair 0, 0 is listed twice.');
    expect(
      other([
        [0, 0],
        [2, 1],
      ]).reason,
    ).toBe('The pair 2, 1 is not allowed.');
    expect(
      other([
        [0, 0],
        [0, 1],
      ]).reason,
    ).toBe('The participant "p1" has 2 partners, allowed are 0 to 1.');
    expect(
      other([
        [0, 0],
        [1, 0],
      ]),
    ).toEqual({
      feasible: false,
      matched: 2,
      score: 16,
      bound: null,
      proven: false,
      reason: 'The mentor "m1" has 2 partners, allowed are 0 to 1.',
    });
    const few = { id: 'few', sense: '<=' as const, bound: 1, pairs: [0, 3], coefficients: [1, 1] };
    expect(verify({ ...SCARCE, quotas: [few] }, SCARCE_BEST).reason).toBe(
      'The quota "few" asks for <= 1, the match has 2.',
    );
    expect(verify({ ...SCARCE, pinned: [1] }, SCARCE_BEST).reason).toBe(
      'The pinned pair 0, 1 is not in the match.',
    );
  });

  test('with a list out of order keeps every demand and is refused all the same', () => {
    const said = verify(SCARCE, { ...SCARCE_BEST, pairs: SCARCE_BEST.pairs.toReversed() });
    expect(said).toMatchObject({
      feasible: true,
      proven: true,
      reason: 'The pair 0, 0 is listed out of order.',
    });
  });

  test('may owe its bound to a minimum, which a negative price pays for', () => {
    // The mentor must take somebody; only the lesser pair keeps that.
    const problem = problemOf(
      [[0, 1]],
      [
        [0, 1],
        [1, 1],
      ],
      [
        [0, 0, 9],
        [0, 1, 4],
      ],
    );
    const outcome: Outcome = {
      ...HEAD,
      status: 'optimal',
      matched: 1,
      score: 4,
      pairs: [[0, 1]],
      bound: { matched: 1, score: 4 },
      relativeGap: 0,
      certificate: {
        kind: 'levels',
        steps: [step('matched', 1, 1, bound([1], [0, 0])), step('score', 4, 4, bound([9], [0, -5], [0]))],
      },
    };
    expect(verify(problem, outcome)).toMatchObject({ proven: true, reason: null });
    const free = problemOf(
      [[0, 1]],
      [
        [0, 1],
        [0, 1],
      ],
      [
        [0, 0, 9],
        [0, 1, 4],
      ],
    );
    expect(verify(free, outcome).reason).toBe('The step "score" claims the bound 4, its proof gives 9.');
  });
});
