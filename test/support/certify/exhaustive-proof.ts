import type { Proof } from '#solver/contract/certificate.ts';
import type { Problem, ProblemNode } from '#solver/contract/problem.ts';

/** sum of worth x chosen = value: the row of an earlier step. */
export interface EarlierRow {
  worth: readonly number[];
  value: number;
}

/**
 * A proof that tries everything: it branches on every pair that is not pinned. A leaf is then a single choice, which either breaks a
 * demand, shown by that demand's multiplier alone, or has the objective's value, shown by prices of 0. Nothing is searched or
 * rounded, so such a proof is right by its shape. 2^pairs leaves.
 */
export function exhaustiveProof(problem: Problem, rows: readonly EarlierRow[]): Proof {
  const x = problem.pairs.score.length === 0 ? [] : new Array<number>(problem.pairs.score.length).fill(0);
  for (const pair of problem.pinned) x[pair] = 1;
  const free = [...x.keys()].filter((pair) => !problem.pinned.includes(pair));
  const branch = (depth: number): Proof => {
    const pair = free[depth];
    if (pair === undefined) return leafOf(problem, rows, x);
    x[pair] = 0;
    const zero = branch(depth + 1);
    x[pair] = 1;
    const one = branch(depth + 1);
    return { kind: 'branch', pair, zero, one };
  };
  return branch(0);
}

function leafOf(problem: Problem, rows: readonly EarlierRow[], x: readonly number[]): Proof {
  const prices = {
    participants: problem.participants.map(() => 0),
    mentors: problem.mentors.map(() => 0),
    rows: [...problem.quotas, ...rows].map(() => 0),
  };
  const broken =
    breakNode(problem.participants, problem.pairs.participant, prices.participants, x) ||
    breakNode(problem.mentors, problem.pairs.mentor, prices.mentors, x) ||
    breakRow(problem, rows, prices.rows, x);
  return broken ? { kind: 'contradiction', ...prices } : { kind: 'bound', scale: 1, ...prices };
}

/** Prices the first node whose limits the choice breaks: 1 where it has too many partners, -1 where it has too few. */
function breakNode(
  nodes: readonly ProblemNode[],
  ends: ArrayLike<number>,
  prices: number[],
  x: readonly number[],
): boolean {
  return nodes.some(({ min, max }, node) => {
    const partners = x.filter((value, pair) => value === 1 && ends[pair] === node).length;
    if (partners > max) prices[node] = 1;
    if (partners < min) prices[node] = -1;
    return partners > max || partners < min;
  });
}

function breakRow(
  { quotas }: Problem,
  rows: readonly EarlierRow[],
  prices: number[],
  x: readonly number[],
): boolean {
  const excesses = [
    ...quotas.map(({ sense, bound, pairs, coefficients }) => {
      const sum = pairs.reduce((so, pair, entry) => so + (coefficients[entry] ?? 0) * (x[pair] ?? 0), 0);
      return { excess: sum - bound, sense };
    }),
    ...rows.map(({ worth, value }) => ({
      excess: worth.reduce((so, each, pair) => so + each * (x[pair] ?? 0), 0) - value,
      sense: '=' as const,
    })),
  ];
  const broken = excesses.findIndex(
    ({ excess, sense }) => (excess > 0 && sense !== '>=') || (excess < 0 && sense !== '<='),
  );
  if (broken >= 0) prices[broken] = Math.sign(excesses[broken]?.excess ?? 0);
  return broken >= 0;
}
