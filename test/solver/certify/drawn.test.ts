import { expect, test } from 'vitest';
import { verify } from '#solver/certify/verify.ts';
import { halvesOf } from '#solver/contract/certificate.ts';
import type { Proof } from '#solver/contract/certificate.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import { bruteForce, compare, feasibleChoices, judge } from '../../support/brute-force.ts';
import { diceOf, tinyProblem } from '../../support/certify/cases.ts';
import { drawnOutcome, shownBounds } from '../../support/certify/drawn-outcome.ts';
import { FORGERIES } from '../../support/certify/forgeries.ts';
import { lies } from '../../support/certify/space.ts';
import { branchesOf, leavesOf } from '../../support/certify/tamper.ts';
import { BRANCH_TAMPERINGS, NARROWING_TAMPERINGS, TAMPERINGS } from '../../support/certify/tamperings.ts';
import { truthOf, untrueStatement, untruth } from '../../support/certify/truth.ts';

interface Drawn {
  problem: Problem;
  chosen: number[];
}

/** Problems that have a match, with the best one or, for every third, any. */
const CASES: Drawn[] = Array.from({ length: 1_200 }, (_, seed) => seed + 2_000).flatMap((seed) => {
  const problem = tinyProblem(seed);
  const best = bruteForce(problem);
  if (!best) return [];
  const all = [...feasibleChoices(problem)];
  const from =
    seed % 3 === 0
      ? all
      : all.filter((choice) => compare(problem.levels, judge(problem, choice), best) === 0);
  return [{ problem, chosen: from[diceOf(seed)(from.length)] ?? [] }];
});
const drawn = ({ problem, chosen }: Drawn, seed: number): MatchedOutcome =>
  drawnOutcome({ problem, chosen, dice: diceOf(seed) });

function kindsIn(proof: Proof): Proof['kind'][] {
  return [proof.kind, ...(halvesOf(proof) ?? []).flatMap(kindsIn)];
}

test('proofs of every kind, over narrowed regions, show what they are said to show', () => {
  const kinds = { bound: 0, contradiction: 0, branch: 0, row: 0, split: 0, narrowing: 0 };
  const statuses = { optimal: 0, feasible: 0 };
  for (const [seed, each] of CASES.entries()) {
    const outcome = drawn(each, seed);
    const said = verify(each.problem, outcome);
    expect(said, JSON.stringify({ ...each, outcome })).toMatchObject({ feasible: true, reason: null });
    expect(said.bound).toEqual(outcome.bound);
    expect(said.proven).toBe(outcome.status === 'optimal');
    expect(untruth(truthOf(each.problem), outcome)).toBeUndefined();
    // One lower than what its proofs show is refused.
    for (const step of outcome.certificate.steps) {
      step.bound -= 1;
      expect(verify(each.problem, outcome).reason).not.toBeNull();
      step.bound += 1;
    }
    statuses[outcome.status] += 1;
    for (const { proof } of outcome.certificate.steps) for (const kind of kindsIn(proof)) kinds[kind] += 1;
  }
  expect(Math.min(...Object.values(kinds)), JSON.stringify(kinds)).toBeGreaterThan(100);
  expect(Math.min(...Object.values(statuses)), JSON.stringify(statuses)).toBeGreaterThan(100);
});

test('prices and scales times a power of two show the same, in whichever arithmetic', () => {
  let scaled = 0;
  for (const [seed, each] of CASES.entries()) {
    const outcome = drawn(each, seed);
    const plain = verify(each.problem, outcome);
    for (const power of [2 ** 18, 2 ** 40]) {
      const copy = structuredClone(outcome);
      for (const { proof } of copy.certificate.steps)
        for (const leaf of leavesOf(proof)) {
          if (leaf.kind === 'bound') leaf.scale *= power;
          for (const numbers of [leaf.participants, leaf.mentors, leaf.rows])
            for (const [index, number] of numbers.entries()) numbers[index] = number * power;
        }
      expect(verify(each.problem, copy)).toEqual(plain);
      scaled += 1;
    }
  }
  expect(scaled).toBeGreaterThan(1_000);
});

test('pairs in any order show the same', () => {
  let moved = 0;
  for (const [seed, each] of CASES.entries()) {
    const { problem, outcome } = withPairsReversed(each.problem, drawn(each, seed));
    expect(verify(problem, outcome)).toMatchObject({ reason: null, bound: outcome.bound });
    moved += problem.pairs.score.length > 2 ? 1 : 0;
  }
  expect(moved).toBeGreaterThan(200);
});

function withPairsReversed(
  problem: Problem,
  outcome: MatchedOutcome,
): { problem: Problem; outcome: MatchedOutcome } {
  const last = problem.pairs.score.length - 1;
  const moved = (pairs: readonly number[]) => pairs.map((pair) => last - pair);
  const { participant, mentor, score } = problem.pairs;
  const column = (numbers: ArrayLike<number>) => Array.from(numbers).toReversed();
  const copy = structuredClone(outcome);
  for (const { proof } of copy.certificate.steps)
    for (const branch of branchesOf(proof)) {
      if (branch.kind === 'branch') branch.pair = last - branch.pair;
      if (branch.kind === 'split') branch.pairs = moved(branch.pairs);
    }
  return {
    problem: {
      ...problem,
      pairs: { participant: column(participant), mentor: column(mentor), score: column(score) },
      quotas: problem.quotas.map((quota) => ({ ...quota, pairs: moved(quota.pairs) })),
      pinned: moved(problem.pinned),
    },
    outcome: copy,
  };
}

test('narrowing loses no choice that equals the match so far, and does narrow pairs, limits and quotas', () => {
  const narrowed = { pairs: 0, participants: 0, mentors: 0, rows: 0 };
  let kept = 0;
  for (const [seed, { problem, chosen }] of CASES.entries()) {
    const x = (choice: readonly number[]) =>
      Array.from(problem.pairs.score, (_, pair) => (choice.includes(pair) ? 1 : 0));
    const all = [...feasibleChoices(problem)].map(x);
    drawnOutcome({
      problem,
      chosen,
      dice: diceOf(seed),
      seen: ({ row }, before, after) => {
        const reaches = (choice: readonly number[]) =>
          row.worth.reduce((sum, each, pair) => sum + each * (choice[pair] ?? 0), 0) === row.value;
        const equals = all.filter((choice) => lies(before, choice) && reaches(choice));
        for (const choice of equals) expect(lies(after, choice)).toBe(true);
        kept += equals.length;
        for (const part of ['pairs', 'participants', 'mentors', 'rows'] as const) {
          narrowed[part] += before[part].filter(({ low, high }, index) => {
            const range = after[part][index];
            return range && (range.low > low || range.high < high);
          }).length;
        }
      },
    });
  }
  expect(kept).toBeGreaterThan(1_000);
  expect(Math.min(...Object.values(narrowed)), JSON.stringify(narrowed)).toBeGreaterThan(30);
});

const LIES = { 'more than the gap allows': { greed: 1 }, 'after a branch': { narrowsAfterBranches: true } };
for (const [kind, lie] of Object.entries(LIES)) {
  test(`refused: a step that rests on narrowing ${kind}`, () => {
    let refused = 0;
    for (const [index, { problem, chosen }] of CASES.entries()) {
      for (let draw = 0; draw < 2; draw += 1) {
        const outcome = drawnOutcome({ problem, chosen, dice: diceOf(index * 2 + draw), ...lie });
        const shown = shownBounds(problem, chosen, outcome);
        if (outcome.certificate.steps.every(({ bound }, step) => bound >= (shown[step] ?? NaN))) continue;
        expect(verify(problem, outcome).reason).toEqual(expect.any(String));
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(20);
  });
}

test('tampered with: what is accepted is true, and what is false is refused', () => {
  const counts = { tampered: 0, accepted: 0, refused: 0, false: 0 };
  const originals = CASES.map((each, seed) => ({ problem: each.problem, outcome: drawn(each, seed) }));
  for (const [kind, tamper] of Object.entries({
    ...BRANCH_TAMPERINGS,
    ...NARROWING_TAMPERINGS,
    ...TAMPERINGS,
    ...FORGERIES,
  })) {
    let ofKind = 0;
    for (const [seed, original] of originals.entries()) {
      if (ofKind >= MOST_OF_A_KIND) break;
      const copy = structuredClone(original);
      if (!tamper(copy, diceOf(seed + 5_000))) continue;
      if (!problemSchema.safeParse(copy.problem).success || !outcomeSchema.safeParse(copy.outcome).success)
        continue;
      ofKind += 1;
      const truth = truthOf(copy.problem);
      const said = verify(copy.problem, copy.outcome);
      const lie = untruth(truth, copy.outcome);
      expect(untrueStatement(truth, copy.outcome, said), kind).toBeUndefined();
      if (lie !== undefined) expect(said.reason, `${kind}: ${lie}`).not.toBeNull();
      counts.tampered += 1;
      counts.accepted += said.reason === null ? 1 : 0;
      counts.refused += said.reason === null ? 0 : 1;
      counts.false += lie === undefined ? 0 : 1;
    }
    // A match has no conflict to tamper with.
    if (!kind.includes('conflict') && kind !== 'a demand of another kind')
      expect(ofKind, `cases of "${kind}"`).toBeGreaterThan(8);
  }
  expect(counts.refused, JSON.stringify(counts)).toBeGreaterThan(1_500);
  expect(counts.false, JSON.stringify(counts)).toBeGreaterThan(1_000);
  expect(counts.accepted, JSON.stringify(counts)).toBeGreaterThan(400);
});

const MOST_OF_A_KIND = 50;
