import { expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import { diceOf, tinyCase } from '../../support/certify/cases.ts';
import { FORGERIES } from '../../support/certify/forgeries.ts';
import type { Case, Tamper } from '../../support/certify/tamper.ts';
import { TAMPERINGS } from '../../support/certify/tamperings.ts';
import { truthOf, untrueStatement, untruth } from '../../support/certify/truth.ts';

const CASES = Array.from({ length: 300 }, (_, seed) => tinyCase(seed));

/** The tampered cases of one kind that still have the shape of a problem and a result. */
function tampered(tamper: Tamper): Case[] {
  return CASES.flatMap((original, seed) => {
    const copy = structuredClone(original);
    if (!tamper(copy, diceOf(seed + 1_000))) return [];
    const isShaped =
      problemSchema.safeParse(copy.problem).success && outcomeSchema.safeParse(copy.outcome).success;
    return isShaped ? [copy] : [];
  });
}

test('true results of every kind are accepted, with what they prove', () => {
  const seen = { optimal: 0, feasible: 0, infeasible: 0, unknown: 0 };
  for (const { problem, outcome } of CASES) {
    const said = verify(problem, outcome);
    expect(said.reason).toBeNull();
    expect(said.proven).toBe(outcome.status !== 'feasible');
    expect(said.bound).toEqual('bound' in outcome ? outcome.bound : null);
    expect(untruth(truthOf(problem), outcome)).toBeUndefined();
    seen[outcome.status] += 1;
  }
  expect(seen.optimal).toBeGreaterThan(50);
  expect(seen.feasible).toBeGreaterThan(10);
  expect(seen.infeasible).toBeGreaterThan(15);
});

test('what is accepted after tampering is true, and so is all that the checker says', () => {
  const counts = { tampered: 0, accepted: 0, false: 0 };
  for (const [kind, tamper] of Object.entries(TAMPERINGS)) {
    const cases = tampered(tamper);
    expect(cases.length, `cases of "${kind}"`).toBeGreaterThan(8);
    for (const { problem, outcome } of cases) {
      const truth = truthOf(problem);
      const said = verify(problem, outcome);
      const lie = untruth(truth, outcome);
      expect(
        untrueStatement(truth, outcome, said),
        `${kind}: ${JSON.stringify({ problem, outcome, said })}`,
      ).toBeUndefined();
      if (lie !== undefined) expect(said.reason, `${kind}: ${lie}`).not.toBeNull();
      counts.tampered += 1;
      counts.accepted += said.reason === null ? 1 : 0;
      counts.false += lie === undefined ? 0 : 1;
    }
  }
  expect(counts.tampered).toBeGreaterThan(4_000);
  expect(counts.false).toBeGreaterThan(1_000);
  // A checker that refused everything would prove nothing.
  expect(counts.accepted).toBeGreaterThan(1_000);
});

for (const [kind, forge] of Object.entries(FORGERIES)) {
  test(`refused: ${kind}`, () => {
    const cases = tampered(forge);
    expect(cases.length).toBeGreaterThan(4);
    for (const { problem, outcome } of cases)
      expect(verify(problem, outcome).reason).toEqual(expect.any(String));
  });
}
