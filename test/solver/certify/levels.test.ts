import { describe, expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import type { Proof } from '#solver/contract/certificate.ts';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Level } from '#solver/contract/problem.ts';
import { HEAD, bound, problemOf, step } from '../../support/certify/by-hand.ts';

describe('levels beside the total', () => {
  /** Both matches pair everybody: (5, 5) and (1, 9). */
  const levels = (...names: Level[]) =>
    problemOf(
      [
        [0, 1],
        [0, 1],
      ],
      [
        [0, 1],
        [0, 1],
      ],
      [
        [0, 0, 5],
        [1, 1, 5],
        [0, 1, 1],
        [1, 0, 9],
      ],
      { levels: names },
    );
  const everybody = step('matched', 2, 2, bound([1, 1], [0, 0]));
  const result = (pairs: [number, number][], certificate: MatchedOutcome['certificate']): MatchedOutcome => ({
    ...HEAD,
    status: 'optimal',
    matched: 2,
    score: 10,
    pairs,
    bound: { matched: 2 },
    relativeGap: 0,
    certificate,
  });
  const EVEN: [number, number][] = [
    [0, 0],
    [1, 1],
  ];
  const UNEVEN: [number, number][] = [
    [0, 1],
    [1, 0],
  ];

  test('the weakest pair: a bound of -1 says that nobody can do better', () => {
    const claim = (proof: Proof): MatchedOutcome => ({
      ...result(EVEN, { kind: 'levels', steps: [everybody, step('weakest', 5, -1, proof)] }),
      bound: { matched: 2, weakest: 5 },
    });
    const problem = levels('matched', 'weakest');
    expect(verify(problem, claim(bound([0, 0], [0, 0], [0]))).reason).toContain('its proof gives 0');
    // -1/2 of a pair too few is a whole pair too few.
    expect(verify(problem, claim(bound([1, 0], [1, 0], [-2], 2))).reason).toBeNull();
    // Two pairs at -1 each, and +1 for the mentor whom the pair of score 9 would need.
    expect(verify(problem, claim(bound([0, 0], [1, 0], [-1])))).toMatchObject({
      bound: { matched: 2, weakest: 5 },
      proven: true,
      reason: null,
    });
  });

  test('leximin: the score between two thresholds weighs more than all pairs', () => {
    const problem = levels('matched', 'leximin');
    const even = (proof: Proof) =>
      result(EVEN, {
        kind: 'levels',
        steps: [everybody, { ...step('leximin', -2, -2, proof), threshold: 5 }],
      });
    // Weights 1, 1, 3, 0. Two pairs at -2 each, +1 for participant p2 and +1 for mentor m1.
    expect(verify(problem, even(bound([0, 1], [1, 0], [-2])))).toMatchObject({ proven: true, reason: null });
    expect(verify(problem, even(bound([0, 0], [0, 0], [-1]))).reason).toContain('its proof gives -1');
  });

  test('leximin: a match with a worse vector does not pass', () => {
    const problem = levels('matched', 'leximin');
    const uneven = result(UNEVEN, {
      kind: 'levels',
      steps: [
        everybody,
        { ...step('leximin', -1, -1, bound([0, 0], [0, 0], [0])), threshold: 1 },
        { ...step('leximin', -2, -2, bound([0, 0], [0, 0], [-1, 0])), threshold: 9 },
      ],
    });
    expect(verify(problem, uneven)).toMatchObject({ feasible: true, proven: false });
    expect(verify(problem, uneven).reason).toContain('its proof gives 0');
  });
});
