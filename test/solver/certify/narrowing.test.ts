import { describe, expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import type { Proof } from '#solver/contract/certificate.ts';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { HEAD, bound, problemOf, step } from '../../support/certify/by-hand.ts';
import { diceOf } from '../../support/certify/cases.ts';
import { longChain } from '../../support/certify/long-chain.ts';

function optimal(
  pairs: [number, number][],
  score: number,
  steps: MatchedOutcome['certificate']['steps'],
): MatchedOutcome {
  const bounds = Object.fromEntries(steps.map(({ level, value }) => [level, value]));
  return {
    ...HEAD,
    status: 'optimal',
    matched: pairs.length,
    score,
    pairs,
    bound: bounds,
    relativeGap: 0,
    certificate: { kind: 'levels', steps },
  };
}

describe('what a step leaves to the next', () => {
  /** p1 can have m1 alone, for whom p2 would score 9: with both matched, p2 gets 4 of m2. */
  const FORCED = problemOf(
    [
      [0, 1],
      [0, 1],
    ],
    [
      [0, 1],
      [0, 1],
    ],
    [
      [0, 0, 1],
      [1, 0, 9],
      [1, 1, 4],
    ],
  );
  const claim = (matched: Proof, score: Proof) =>
    optimal(
      [
        [0, 0],
        [1, 1],
      ],
      5,
      [step('matched', 2, 2, matched), step('score', 5, 5, score)],
    );
  /** p1 1 and m2 1 cover the pairs but (p2, m1); with p2 1 that is 3, with p2 and p1 2. */
  const tight = bound([1, 1], [0, 0]);

  test('limits that the gap leaves no room at are met, and may be paid for', () => {
    // p1 must have a partner, so -8 for p1 makes 9 for m1 cost 1: 4 + 9 - 8.
    expect(verify(FORCED, claim(tight, bound([-8, 4], [9, 0], [0])))).toMatchObject({
      proven: true,
      reason: null,
    });
    expect(verify({ ...FORCED, levels: ['score'] }, claim(tight, tight)).reason).not.toBeNull();
  });

  test('pairs that both their ends are paid for are left out of the next bound, and only they', () => {
    // p1 and p2 know m1 alone; p3 is needed for m2, so no largest match has p3 with m1, whatever that scores.
    const crowded = problemOf(
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
        [0, 0, 5],
        [1, 0, 4],
        [2, 0, 50],
        [2, 1, 1],
      ],
    );
    const cover = bound([0, 0, 1], [1, 0]);
    const priced = (mentor: number) =>
      optimal(
        [
          [0, 0],
          [2, 1],
        ],
        6,
        [step('matched', 2, 2, cover), step('score', 6, 6, bound([0, 0, 1], [mentor, 0], [0]))],
      );
    expect(verify(crowded, priced(5))).toMatchObject({ proven: true, reason: null });
    // With m1 at 3 p1 adds 2 and p2 adds 1 to the limits' 4; p3 with m1 would add 46.
    expect(verify(crowded, priced(3)).reason).toMatch(/claims the bound 6, its proof gives 7/);
  });

  test('nothing, where the gap is as large as the price', () => {
    const loose = bound([1, 1], [1, 0]);
    const outcome = claim(loose, bound([-8, 4], [9, 0], [0]));
    // Bound 3 of "matched" is true, if not tight; p1 may then be without a partner.
    outcome.certificate.steps[0] = step('matched', 2, 3, loose);
    expect(verify(FORCED, outcome)).toMatchObject({ proven: false, bound: { matched: 3 } });
    expect(verify(FORCED, outcome).reason).toContain('claims the bound 5, its proof gives 13');
  });

  test('nothing, where the proof branches', () => {
    const branched: Proof = { kind: 'branch', pair: 1, zero: tight, one: tight };
    expect(verify(FORCED, claim(branched, bound([-8, 4], [9, 0], [0]))).reason).toContain(
      'its proof gives 13',
    );
  });

  test('multipliers on the row of the step do as well', () => {
    // -4 for each pair: 2 * -4 from the row, 8 for p2, 5 for m1; each pair costs its score + 4, so no reduced cost is above 0.
    expect(verify(FORCED, claim(tight, bound([0, 8], [5, 0], [-4]))).reason).toBeNull();
  });
});

describe('rounding to the common divisor', () => {
  /** The mentor takes one; 1 is left over beside 6. */
  const problem = (pinned: number[], levels: Problem['levels']) =>
    problemOf(
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
        [0, 0, 6],
        [1, 0, 3],
        [2, 1, 1],
      ],
      { pinned, levels },
    );

  test('counts every pair that may be 1, and none that is fixed to 0', () => {
    // The weakest pair of a largest match scores 1, so nothing is fixed and 1 stays.
    const loose = bound([8, 3, 1], [0, 0]);
    const free = optimal([[0, 0]], 6, [step('score', 6, 6, loose)]);
    expect(verify(problem([], ['score']), free).reason).toBe(
      'The step "score" claims the bound 6, its proof gives 12.',
    );
    const narrow = problemOf(
      [[0, 1]],
      [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      [
        [0, 0, 6],
        [0, 1, 3],
        [0, 2, 1],
      ],
      { levels: ['matched', 'weakest', 'score'] },
    );
    const result = (prices: number, claimed: number) => ({
      ...optimal([[0, 1]], 3, [
        step('matched', 1, 1, bound([1], [0, 0, 0])),
        step('weakest', 3, 0, bound([0], [0, 0, 0], [0])),
        step('score', 3, claimed, bound([prices], [0, 0, 0], [0, 0])),
      ]),
      status: 'feasible' as const,
      bound: { matched: 1, weakest: 6, score: claimed },
      relativeGap: 1,
    });
    // Below the weakest pair's 3 nothing is used: 6 and 3 are left, so 8 is rounded down to 6.
    expect(verify(narrow, result(8, 6))).toMatchObject({ bound: { score: 6 }, reason: null });
    expect(verify(narrow, result(9, 6)).reason).toContain('its proof gives 9');
  });

  test('counts a pair that is fixed to 1', () => {
    const pinned = optimal(
      [
        [0, 0],
        [2, 1],
      ],
      7,
      [step('score', 7, 7, bound([8, 3, 0], [0, 0]))],
    );
    expect(verify(problem([2], ['score']), pinned).reason).toContain('its proof gives 12');
  });
});

describe('branches on rows and on the pairs of a person', () => {
  const KNAPSACK = problemOf(
    [
      [0, 1],
      [0, 1],
    ],
    [
      [0, 2],
      [0, 1],
    ],
    [
      [0, 0, 3],
      [1, 0, 2],
    ],
    {
      quotas: [{ id: 'load', sense: '<=', bound: 3, pairs: [0, 1], coefficients: [2, 2] }],
      levels: ['score'],
    },
  );
  const taken = (proof: Proof) => optimal([[0, 0]], 3, [step('score', 3, 3, proof)]);
  const load = (multiplier: number, scale: number) => bound([0, 0], [0, 0], [multiplier], scale);
  const none: Proof = { kind: 'contradiction', participants: [0, 0], mentors: [0, 0], rows: [0] };

  test('a row is at most t or at least t + 1', () => {
    const rows = (at: number, above: Proof): Proof => ({ kind: 'row', row: 0, at, below: load(3, 2), above });
    // At most 2: 3 / 2 * 2. At least 3: 2 + 2 >= 3 needs both, and the row is at most 3.
    const both: Proof = { kind: 'branch', pair: 0, zero: { ...none, rows: [-1] }, one: { ...none } };
    expect(verify(KNAPSACK, taken(rows(2, load(3, 2)))).reason).toContain('its proof gives 4');
    const one: Proof = {
      kind: 'branch',
      pair: 1,
      zero: { ...none, rows: [-1] },
      one: { ...none, rows: [1] },
    };
    expect(verify(KNAPSACK, taken(rows(2, { ...both, one } as Proof)))).toMatchObject({
      proven: true,
      reason: null,
    });
    // Above 3 there is nothing, so nothing has to be shown of it; and nothing is gained.
    expect(verify(KNAPSACK, taken(rows(3, none))).reason).toContain('its proof gives 4');
    // With the other multiplier the half below uses a side that is infinite.
    expect(verify(KNAPSACK, taken({ ...rows(2, none), below: load(-1, 1) } as Proof)).reason).toContain(
      'the wrong sign',
    );
  });

  test('a person with one partner has it among some pairs or among the others', () => {
    const problem = problemOf(
      [[0, 2]],
      [
        [0, 1],
        [0, 1],
      ],
      [
        [0, 0, 3],
        [0, 1, 2],
      ],
    );
    const split: Proof = {
      kind: 'split',
      side: 'participant',
      person: 0,
      pairs: [0],
      outside: bound([2], [0, 0]),
      inside: bound([3], [0, 0]),
    };
    const single = { ...problem, participants: [{ id: 'p1', min: 0, max: 1 }], levels: ['score' as const] };
    expect(verify(single, optimal([[0, 0]], 3, [step('score', 3, 3, split)])).reason).toBeNull();
    const double = { ...problem, levels: ['score' as const] };
    expect(verify(double, optimal([[0, 0]], 3, [step('score', 3, 3, split)])).reason).toContain(
      'who may have 2 partners',
    );
  });
});

test('a long chain of leximin steps lives on what the steps before it narrowed', () => {
  const { problem, outcome } = longChain(60, 30, diceOf(1));
  expect(verify(problem, outcome)).toMatchObject({ proven: true, reason: null });
  let refused = 0;
  for (const index of outcome.certificate.steps.keys()) {
    const worse = structuredClone(outcome);
    const { proof } = worse.certificate.steps[index] ?? {};
    // A dearer last participant, who is needed at every stage.
    if (proof?.kind === 'bound') proof.participants[59] = (proof.participants[59] ?? 0) + 1;
    refused += verify(problem, worse).reason === null ? 0 : 1;
  }
  expect(refused).toBe(outcome.certificate.steps.length);
});
