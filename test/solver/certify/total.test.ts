import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import type { CertificateStep, Proof } from '#solver/contract/certificate.ts';
import { outcomeSchema, verificationSchema } from '#solver/contract/outcome.ts';
import type { ConflictMember, Outcome } from '#solver/contract/outcome.ts';
import { LEVELS } from '#solver/contract/problem.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { tinyCase } from '../../support/certify/cases.ts';
import { NO_TIME } from '../../support/certify/honest-outcome.ts';
import { truthOf, untrueStatement, untruth } from '../../support/certify/truth.ts';

const whole = fc.oneof(fc.integer({ min: -3, max: 5 }), fc.maxSafeInteger());
const natural = fc.oneof(fc.nat(4), fc.maxSafeNat());
const wholes = fc.array(whole, { maxLength: 4 });
const prices = { participants: wholes, mentors: wholes, rows: wholes };
const { proof } = fc.letrec<{ proof: Proof }>((tie) => ({
  proof: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('bound' as const), scale: fc.integer({ min: 1, max: 9 }), ...prices }),
    fc.record({ kind: fc.constant('contradiction' as const), ...prices }),
    fc.record({ kind: fc.constant('branch' as const), pair: natural, zero: tie('proof'), one: tie('proof') }),
    fc.record({
      kind: fc.constant('row' as const),
      row: natural,
      at: whole,
      below: tie('proof'),
      above: tie('proof'),
    }),
    fc.record({
      kind: fc.constant('split' as const),
      side: fc.constantFrom('participant' as const, 'mentor' as const),
      person: natural,
      pairs: fc.array(natural, { maxLength: 4 }),
      outside: tie('proof'),
      inside: tie('proof'),
    }),
    fc.record({
      kind: fc.constant('narrowing' as const),
      leaf: fc.record({
        kind: fc.constant('bound' as const),
        scale: fc.integer({ min: 1, max: 9 }),
        ...prices,
      }),
      least: whole,
      rest: tie('proof'),
    }),
  ),
}));
const step: fc.Arbitrary<CertificateStep> = fc.record(
  { level: fc.constantFrom(...LEVELS), threshold: natural, value: whole, bound: whole, proof },
  { requiredKeys: ['level', 'value', 'bound', 'proof'] },
);
const head = {
  format: fc.constant('mile-result/1' as const),
  engine: fc.constant('any'),
  timings: fc.constant(NO_TIME),
};
const match = {
  matched: natural,
  score: natural,
  pairs: fc.array(fc.tuple(natural, natural), { maxLength: 4 }),
  bound: fc.record({ matched: whole, weakest: whole, score: whole }, { requiredKeys: [] }),
  relativeGap: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  certificate: fc.record({ kind: fc.constant('levels' as const), steps: fc.array(step, { maxLength: 4 }) }),
};
const member: fc.Arbitrary<ConflictMember> = fc.record({
  kind: fc.constantFrom('quota' as const, 'participant' as const, 'mentor' as const, 'pin' as const),
  id: fc.constantFrom('q0', 'p000', 'm000', 'p000 — m000', '__proto__', ''),
});
const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ ...head, status: fc.constant('optimal' as const), ...match }),
  fc.record({ ...head, status: fc.constant('feasible' as const), ...match }),
  fc.record({
    ...head,
    status: fc.constant('infeasible' as const),
    conflict: fc.array(member, { maxLength: 3 }),
    certificate: fc.record({ kind: fc.constant('infeasible' as const), proof }),
  }),
  fc.record({ ...head, status: fc.constant('unknown' as const), reason: fc.string() }),
);

test('any result of the right shape gets a true verification', () => {
  const problems = Array.from({ length: 20 }, (_, seed) => tinyCase(seed).problem);
  const truths = problems.map(truthOf);
  const seen = { checked: 0, refused: 0 };
  fc.assert(
    fc.property(fc.nat(problems.length - 1), anyOutcome, (index, outcome) => {
      const truth = truths[index] as (typeof truths)[number];
      expect(outcomeSchema.safeParse(outcome).success).toBe(true);
      const said = verify(truth.problem, outcome);
      expect(verificationSchema.safeParse(said).success).toBe(true);
      expect(untrueStatement(truth, outcome, said)).toBeUndefined();
      if (said.reason === null) expect(untruth(truth, outcome)).toBeUndefined();
      else expect(said.reason).toMatch(/^[A-Z].*\.$/);
      seen.checked += 1;
      seen.refused += said.reason === null ? 0 : 1;
    }),
    { numRuns: 2_000, seed: 11 },
  );
  expect(seen.checked).toBe(2_000);
  expect(seen.refused).toBeGreaterThan(1_000);
});

test('a proof far deeper than the stack is followed to its end', () => {
  const problem: Problem = {
    format: 'mile-problem/1',
    participants: [{ id: 'p', min: 0, max: 1 }],
    mentors: [{ id: 'm', min: 1, max: 1 }],
    pairs: { participant: [0], mentor: [0], score: [5] },
    quotas: [],
    pinned: [],
    levels: ['score'],
  };
  const free: Proof = { kind: 'bound', scale: 1, participants: [0], mentors: [0], rows: [] };
  const deep = (bottom: Proof): Outcome => {
    let chain = bottom;
    // Below x = 1 the other half of a branch on the same pair holds nothing.
    for (let depth = 0; depth < 100_000; depth += 1)
      chain = { kind: 'branch', pair: 0, zero: free, one: chain };
    return {
      format: 'mile-result/1',
      status: 'optimal',
      matched: 1,
      score: 5,
      pairs: [[0, 0]],
      bound: { score: 5 },
      relativeGap: 0,
      engine: 'any',
      timings: NO_TIME,
      certificate: { kind: 'levels', steps: [{ level: 'score', value: 5, bound: 5, proof: chain }] },
    };
  };
  expect(verify(problem, deep(free))).toMatchObject({ proven: true, reason: null });
  const loose: Proof = { ...free, mentors: [-1] };
  expect(verify(problem, deep(loose))).toMatchObject({ proven: true, reason: null });
  const wrong: Proof = { ...free, participants: [] };
  expect(verify(problem, deep(wrong)).reason).toContain('0 prices for 1 participants');
});
