import { expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import { halvesOf } from '#solver/contract/certificate.ts';
import type { Proof } from '#solver/contract/certificate.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import { LEVELS, problemSchema } from '#solver/contract/problem.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { diceOf } from '../support/certify/cases.ts';
import { FORGERIES } from '../support/certify/forgeries.ts';
import type { Case, Tamper } from '../support/certify/tamper.ts';
import { BRANCH_TAMPERINGS, TAMPERINGS } from '../support/certify/tamperings.ts';
import { truthOf, untrueStatement, untruth } from '../support/certify/truth.ts';
import { mediumProblem } from '../support/medium-problem.ts';
import { LEVEL_LISTS, smallProblem } from '../support/random-problem.ts';

const engines = await loadEngines();

function solved(problem: Problem): Case {
  return { problem, outcome: solve(problem, { engines, engine: 'auto' }) };
}

/** Two of three are small, one has 7 to 12 people a side. */
const CASES = Array.from({ length: 300 }, (_, seed) =>
  solved(
    seed % 3 > 0
      ? smallProblem(seed)
      : mediumProblem(seed, {
          participants: 8 + (seed % 5),
          mentors: 7 + (seed % 4),
          bestScore: 20,
          capacity: 1 + (seed % 3),
          quotas: Math.max(0, (seed % 5) - 2),
          levels: LEVEL_LISTS[seed % LEVEL_LISTS.length] ?? ['score'],
        }),
  ),
);

/** What an `optimal` of no gap gives no occasion for. */
const NEEDS_A_GAP = [
  'status upgraded',
  'a lower bound than the proof gives, in step and result',
  'a gap hidden',
];
/** In a proof that branches, a half that is empty at once is not read; so neither is what is wrong in it. */
const MAY_BE_UNREAD = [
  'a price missing',
  'a price too many',
  'a multiplier too many',
  'a multiplier of the wrong sign',
  'a contradiction out of nothing',
];

function proofsOf(outcome: Outcome): Proof[] {
  if (outcome.status === 'unknown') return [];
  const { certificate } = outcome;
  return certificate.kind === 'infeasible'
    ? [certificate.proof]
    : certificate.steps.map(({ proof }) => proof);
}

function branches(outcome: Outcome): boolean {
  return proofsOf(outcome).some((proof) => halvesOf(proof) !== undefined);
}

/** The changed case where the change applies and leaves the shape of a problem and a result. */
function tampered(original: Case, tamper: Tamper, seed: number): Case | undefined {
  const copy = structuredClone(original);
  if (!tamper(copy, diceOf(seed))) return undefined;
  const isShaped =
    problemSchema.safeParse(copy.problem).success && outcomeSchema.safeParse(copy.outcome).success;
  return isShaped ? copy : undefined;
}

function kindsOf({ problem, outcome }: Case): string[] {
  const { participants, mentors, quotas, pinned, levels } = problem;
  const isMatch = 'pairs' in outcome;
  return [
    isMatch ? 'match' : 'conflict',
    quotas.length === 0 ? 'without quotas' : 'with quotas',
    ...(branches(outcome) ? ['branched'] : []),
    ...(pinned.length > 0 ? ['pins'] : []),
    ...([...participants, ...mentors].some(({ min }) => min > 0) ? ['minima'] : []),
    ...(isMatch ? levels : []),
  ];
}

const refusedOf = new Map<string, number>();

for (const [kind, forge] of Object.entries(FORGERIES).filter(([name]) => !NEEDS_A_GAP.includes(name))) {
  test(`what auto tells is refused after: ${kind}`, () => {
    let refused = 0;
    for (const [seed, original] of CASES.entries()) {
      if (MAY_BE_UNREAD.includes(kind) && branches(original.outcome)) continue;
      const copy = tampered(original, forge, seed);
      if (!copy) continue;
      const { reason } = verify(copy.problem, copy.outcome);
      expect({ seed, reason }).toEqual({ seed, reason: expect.any(String) as string });
      refused += 1;
      for (const each of kindsOf(original)) refusedOf.set(each, (refusedOf.get(each) ?? 0) + 1);
    }
    expect(refused).toBeGreaterThan(40);
  });
}

test('forgeries of every kind of certificate', () => {
  const refused = (kind: string) => refusedOf.get(kind) ?? 0;
  expect(Math.min(refused('without quotas'), refused('with quotas'))).toBeGreaterThan(2_000);
  expect(Math.min(...LEVELS.map(refused), refused('minima'), refused('pins'))).toBeGreaterThan(1_000);
  expect(refused('conflict')).toBeGreaterThan(500);
  expect(refused('branched')).toBeGreaterThan(50);
});

test('what is accepted of an answer of auto after any other change is true', () => {
  const seen = { tampered: 0, accepted: 0, refusedLies: 0, branched: 0 };
  const cases = Array.from({ length: 600 }, (_, seed) => smallProblem(seed + 9_000))
    .filter(({ pairs }) => pairs.score.length <= 8)
    .map(solved);
  for (const [kind, tamper] of Object.entries({ ...TAMPERINGS, ...BRANCH_TAMPERINGS })) {
    for (const [seed, original] of cases.entries()) {
      const copy = tampered(original, tamper, seed + 50);
      if (!copy) continue;
      const truth = truthOf(copy.problem);
      const said = verify(copy.problem, copy.outcome);
      const lie = untruth(truth, copy.outcome);
      expect(untrueStatement(truth, copy.outcome, said), `${kind}, ${seed}`).toBeUndefined();
      if (lie !== undefined) expect(said.reason, `${kind}, ${seed}: ${lie}`).not.toBeNull();
      seen.tampered += 1;
      if (branches(original.outcome)) seen.branched += 1;
      if (said.reason === null) seen.accepted += 1;
      else if (lie !== undefined) seen.refusedLies += 1;
    }
  }
  expect(seen.tampered).toBeGreaterThan(5_000);
  expect(seen.refusedLies).toBeGreaterThan(1_000);
  expect(seen.branched).toBeGreaterThan(50);
  // A checker that refused everything would prove nothing.
  expect(seen.accepted).toBeGreaterThan(1_000);
});
