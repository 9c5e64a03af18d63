import { describe, expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import type { ContradictionLeaf, Proof } from '#solver/contract/certificate.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import { HEAD, problemOf } from '../../support/certify/by-hand.ts';

/** Two people who must have a mentor, and one mentor who takes one. */
const CROWDED = problemOf(
  [
    [1, 1],
    [1, 1],
  ],
  [
    [0, 1],
    [0, 5],
  ],
  [
    [0, 0, 1],
    [1, 0, 1],
  ],
);
function crowded(conflict: ('p1' | 'p2')[], proof: Proof): Outcome {
  return {
    ...HEAD,
    status: 'infeasible',
    conflict: conflict.map((id) => ({ kind: 'participant', id })),
    certificate: { kind: 'infeasible', proof },
  };
}

describe('no match at all', () => {
  const farkas: ContradictionLeaf = {
    kind: 'contradiction',
    participants: [-1, -1],
    mentors: [1, 0],
    rows: [],
  };

  test('is proven by prices that pay more than there is', () => {
    expect(verify(CROWDED, crowded(['p1', 'p2'], farkas))).toEqual({
      feasible: false,
      matched: null,
      score: null,
      bound: null,
      proven: true,
      reason: null,
    });
  });

  test('needs every member of its conflict and no other demand', () => {
    expect(verify(CROWDED, crowded(['p1'], farkas))).toMatchObject({
      proven: true,
      reason: 'The proof rests on demands that the conflict does not name.',
    });
    const eager = { ...CROWDED, mentors: CROWDED.mentors.map((node) => ({ ...node, min: 1 })) };
    const three: Outcome = {
      ...(crowded(['p1', 'p2'], farkas) as Extract<Outcome, { status: 'infeasible' }>),
      conflict: [
        { kind: 'participant', id: 'p1' },
        { kind: 'participant', id: 'p2' },
        { kind: 'mentor', id: 'm2' },
      ],
    };
    expect(verify(eager, three).reason).toBe(
      'The proof does not need the mentor "m2" that the conflict names.',
    );
    expect(verify(CROWDED, three).reason).toBe('The conflict names the mentor "m2", which demands nothing.');
  });

  test('does not follow from prices that even out, or from a bound', () => {
    const even = { ...farkas, mentors: [2, 0] };
    expect(verify(CROWDED, crowded(['p1', 'p2'], even))).toMatchObject({
      proven: false,
      reason: 'A contradiction in the proof does not hold.',
    });
    const bounding: Proof = { ...farkas, kind: 'bound', scale: 1 };
    expect(verify(CROWDED, crowded(['p1', 'p2'], bounding)).proven).toBe(false);
  });
});

test('an unknown result claims nothing', () => {
  expect(verify(CROWDED, { ...HEAD, status: 'unknown', reason: 'Out of time.' })).toEqual({
    feasible: false,
    matched: null,
    score: null,
    bound: null,
    proven: false,
    reason: null,
  });
});
