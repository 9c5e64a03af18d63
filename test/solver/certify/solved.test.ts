import { expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { diceOf, tinyProblem } from '../../support/certify/cases.ts';
import type { Dice } from '../../support/certify/tamper.ts';
import { TAMPERINGS } from '../../support/certify/tamperings.ts';
import { truthOf, untrueStatement, untruth } from '../../support/certify/truth.ts';

const engines = await loadEngines();
const CASES = Array.from({ length: 60 }, (_, seed) => {
  const problem = tinyProblem(seed + 500);
  return { problem, outcome: solve(problem, { engines, engine: 'glpk' }) };
});

test("the solver's prices, tampered with: what is accepted is true", () => {
  const counts = { tampered: 0, false: 0 };
  for (const [kind, tamper] of Object.entries(TAMPERINGS)) {
    for (const [seed, original] of CASES.entries()) {
      const { problem, outcome } = structuredClone(original);
      const copy = { problem, outcome };
      if (!tamper(copy, diceOf(seed))) continue;
      if (!problemSchema.safeParse(copy.problem).success || !outcomeSchema.safeParse(copy.outcome).success)
        continue;
      const truth = truthOf(copy.problem);
      const said = verify(copy.problem, copy.outcome);
      const lie = untruth(truth, copy.outcome);
      expect(untrueStatement(truth, copy.outcome, said), kind).toBeUndefined();
      if (lie !== undefined) expect(said.reason, `${kind}: ${lie}`).not.toBeNull();
      counts.tampered += 1;
      counts.false += lie === undefined ? 0 : 1;
    }
  }
  expect(counts.tampered).toBeGreaterThan(700);
  expect(counts.false).toBeGreaterThan(150);
});

/** What a result says, without the proof of it and without what only describes the run. */
function claims(outcome: Outcome): unknown {
  return {
    ...outcome,
    certificate: undefined,
    engine: undefined,
    explanation: undefined,
    timings: undefined,
  };
}

test('a result file with one byte changed is no result, is refused, or claims the same', () => {
  const seen = { unreadable: 0, refused: 0, same: 0 };
  for (const [seed, { problem, outcome }] of CASES.entries()) {
    const bytes = new TextEncoder().encode(JSON.stringify(outcome));
    const dice = diceOf(seed);
    for (let flip = 0; flip < 50; flip += 1) {
      const changed = flip % 2 === 0 ? flipBit(bytes, dice) : changeDigit(bytes, dice);
      const read = readOutcome(new TextDecoder().decode(changed));
      if (!read) seen.unreadable += 1;
      else if (verify(problem, read).reason !== null) seen.refused += 1;
      else {
        expect(claims(read)).toEqual(claims(outcome));
        seen.same += 1;
      }
    }
  }
  expect(seen.unreadable + seen.refused + seen.same).toBe(50 * CASES.length);
  expect(seen.refused).toBeGreaterThan(500);
  expect(seen.unreadable).toBeGreaterThan(500);
});

function flipBit(bytes: Uint8Array, dice: Dice): Uint8Array {
  const place = dice(bytes.length);
  return bytes.with(place, (bytes[place] as number) ^ (1 << dice(7)));
}

function changeDigit(bytes: Uint8Array, dice: Dice): Uint8Array {
  const [zero, nine] = [48, 57];
  const digits = [...bytes.keys()].filter((place) => {
    const byte = bytes[place] as number;
    return byte >= zero && byte <= nine;
  });
  const place = digits[dice(digits.length)] as number;
  return bytes.with(place, zero + (((bytes[place] as number) - zero + 1 + dice(9)) % 10));
}

function readOutcome(text: string): Outcome | undefined {
  try {
    return outcomeSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
