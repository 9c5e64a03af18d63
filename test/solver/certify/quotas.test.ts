import { describe, expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import type { Proof } from '#solver/contract/certificate.ts';
import type { MatchedOutcome, Outcome } from '#solver/contract/outcome.ts';
import { HEAD, bound, problemOf, step } from '../../support/certify/by-hand.ts';

/** Two pairs apart, of which a knapsack row takes one: 2 x + 2 y <= 3. With the row's multipliers at most 4.5, the best match 3. */
const KNAPSACK = problemOf(
  [
    [0, 1],
    [0, 1],
  ],
  [
    [0, 1],
    [0, 1],
  ],
  [
    [0, 0, 3],
    [1, 1, 2],
  ],
  {
    quotas: [{ id: 'load', sense: '<=', bound: 3, pairs: [0, 1], coefficients: [2, 2] }],
    levels: ['score'],
  },
);
function knapsack(status: 'optimal' | 'feasible', scoreBound: number, proof: Proof): Outcome {
  return {
    ...HEAD,
    status,
    matched: 1,
    score: 3,
    pairs: [[0, 0]],
    bound: { score: scoreBound },
    relativeGap: (scoreBound - 3) / 3,
    certificate: { kind: 'levels', steps: [step('score', 3, scoreBound, proof)] },
  };
}

describe('a match under a quota', () => {
  const root = bound([0, 0], [0, 0], [3], 2);

  test('has the rounded-down bound of its multipliers and is honestly called feasible', () => {
    expect(verify(KNAPSACK, knapsack('feasible', 4, root))).toMatchObject({
      bound: { score: 4 },
      proven: false,
      reason: null,
    });
  });

  test('is not optimal because it says so', () => {
    expect(verify(KNAPSACK, knapsack('optimal', 4, root)).reason).toContain('"feasible"');
    expect(verify(KNAPSACK, knapsack('optimal', 3, root)).reason).toContain('its proof gives 4');
  });

  test('is proven by a branch: nothing else beside the pair, or without it', () => {
    const one = bound([0, 0], [0, 0], [2]);
    const tree: Proof = { kind: 'branch', pair: 0, zero: bound([0, 0], [0, 0], [0]), one };
    // Where the pair is taken: 2 * 3 from the row, 3 - 4 from the pair, nothing from the other.
    expect(verify(KNAPSACK, knapsack('optimal', 3, tree)).reason).toContain('its proof gives 5');
    const split: Proof = {
      kind: 'branch',
      pair: 1,
      zero: bound([0, 0], [0, 0], [0]),
      one: { kind: 'contradiction', participants: [0, 0], mentors: [0, 0], rows: [1] },
    };
    expect(verify(KNAPSACK, knapsack('optimal', 3, { ...tree, one: split }))).toMatchObject({
      bound: { score: 3 },
      proven: true,
      reason: null,
    });
  });

  test('gains nothing from a multiplier of the wrong sign', () => {
    expect(verify(KNAPSACK, knapsack('optimal', 3, bound([0, 0], [0, 0], [-1]))).reason).toBe(
      'The multiplier of the quota "load" has the wrong sign (step "score").',
    );
  });

  test('is judged exactly where doubles would lose the difference', () => {
    const huge = 2 ** 53 - 1;
    const kept = { sense: '=' as const, bound: 1_000_000_000, pairs: [0], coefficients: [1_000_000_000] };
    const problem = problemOf([[0, 1]], [[0, 1]], [[0, 0, 1]], {
      quotas: [
        { id: 'one', ...kept },
        { id: 'two', ...kept },
      ],
      pinned: [0],
      levels: ['score'],
    });
    const outcome = (claimed: number): Outcome => ({
      ...HEAD,
      status: claimed === 1 ? 'optimal' : 'feasible',
      matched: 1,
      score: 1,
      pairs: [[0, 0]],
      bound: { score: claimed },
      relativeGap: claimed - 1,
      certificate: { kind: 'levels', steps: [step('score', 1, claimed, bound([0], [0], [huge, 1 - huge]))] },
    });
    expect(verify(problem, outcome(1))).toMatchObject({ bound: { score: 1 }, proven: true, reason: null });
    // One unit less on the mentor's side is one unit more in the bound.
    const dearer = outcome(1) as MatchedOutcome;
    dearer.certificate.steps[0] = step('score', 1, 1, bound([0], [-1], [huge, 1 - huge]));
    expect(verify(problem, dearer).reason).toBe('The step "score" claims the bound 1, its proof gives 2.');
  });
});
