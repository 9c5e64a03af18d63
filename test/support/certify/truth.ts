import type { Outcome, Verification } from '#solver/contract/outcome.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { bruteForce, compare, compareLevel, feasibleChoices, judge } from '../brute-force.ts';
import type { BruteForce } from '../brute-force.ts';
import { demandsOf, withDemands } from './honest-conflict.ts';
import { listed } from './honest-outcome.ts';

/** Everything that could be said of a problem, from all of its feasible choices. */
export interface Truth {
  problem: Problem;
  choices: { worth: BruteForce; pairs: string }[];
}

export function truthOf(problem: Problem): Truth {
  const choices = [...feasibleChoices(problem)].map((chosen) => ({
    worth: judge(problem, chosen),
    pairs: JSON.stringify(listed(problem, chosen)),
  }));
  return { problem, choices };
}

const BOUNDED = ['matched', 'weakest', 'score'] as const;

/** The first claim of a result that is not true, or undefined. The certificate is not looked at. */
export function untruth(truth: Truth, outcome: Outcome): string | undefined {
  if (outcome.status === 'unknown') return undefined;
  if (outcome.status === 'infeasible') return untrueConflict(truth.problem, outcome.conflict);
  const own = truth.choices.find(({ pairs }) => pairs === JSON.stringify(outcome.pairs))?.worth;
  if (!own) return 'the pairs are no sorted list of a match that keeps every demand';
  if (outcome.matched !== own.matched || outcome.score !== own.score) return 'matched or score is wrong';
  const { levels } = truth.problem;
  for (const level of BOUNDED)
    if ((outcome.bound[level] !== undefined) !== levels.includes(level)) return `bound of ${level}`;
  return (
    untrueBound(truth, own, outcome.bound) ??
    (outcome.status === 'optimal' ? untrueOptimum(truth, own, outcome) : untrueGap(truth, own, outcome))
  );
}

function untrueConflict(
  problem: Problem,
  conflict: Extract<Outcome, { status: 'infeasible' }>['conflict'],
): string | undefined {
  const demands = demandsOf(problem).map((demand) => JSON.stringify(demand));
  if (!conflict.every(({ kind, id }) => demands.includes(JSON.stringify({ kind, id }))))
    return 'the conflict names what is no demand';
  return bruteForce(withDemands(problem, conflict)) && 'the conflict can hold together';
}

/** The worth in a level, where it is one number. */
function worthIn(level: Level, { matched, score, scores }: BruteForce): number {
  if (level === 'matched') return matched;
  return level === 'score' ? score : (scores[0] ?? 0);
}

function untrueBound(
  { problem: { levels }, choices }: Truth,
  own: BruteForce,
  bound: Verification['bound'],
): string | undefined {
  let rivals = choices.map(({ worth }) => worth);
  for (const level of levels) {
    const claimed = level === 'leximin' ? undefined : bound?.[level];
    if (claimed !== undefined && rivals.some((rival) => worthIn(level, rival) > claimed))
      return `${level} can exceed ${claimed}`;
    rivals = rivals.filter((rival) => compareLevel(level, rival, own) === 0);
  }
  return undefined;
}

function isBest({ problem, choices }: Truth, own: BruteForce): boolean {
  return choices.every(({ worth }) => compare(problem.levels, worth, own) <= 0);
}

type Claimed = Extract<Outcome, { pairs: unknown }>;

function untrueOptimum(truth: Truth, own: BruteForce, { bound, relativeGap }: Claimed): string | undefined {
  if (!isBest(truth, own)) return 'a better match exists';
  if (relativeGap !== 0) return 'the gap is not 0';
  const open = BOUNDED.find((level) => bound[level] !== undefined && bound[level] !== worthIn(level, own));
  return open && `the bound of ${open} is not its value`;
}

function untrueGap({ problem }: Truth, own: BruteForce, { bound, relativeGap }: Claimed): string | undefined {
  // The gap of an open leximin level shows in its steps alone.
  if (problem.levels.includes('leximin')) return undefined;
  const open = BOUNDED.filter((level) => problem.levels.includes(level))
    .toSorted((a, b) => problem.levels.indexOf(a) - problem.levels.indexOf(b))
    .find((level) => (bound[level] ?? 0) > worthIn(level, own));
  const gap = open ? ((bound[open] ?? 0) - worthIn(open, own)) / Math.max(1, worthIn(open, own)) : 0;
  return relativeGap === gap ? undefined : `the gap is ${gap}`;
}

/** The first statement of the checker that is not true, or undefined; what it thinks of the result's own claims is left aside. */
export function untrueStatement(truth: Truth, outcome: Outcome, said: Verification): string | undefined {
  if (!('pairs' in outcome)) {
    if (said.feasible || said.bound || said.matched !== null) return 'there is no match to speak of';
    return said.proven && truth.choices.length > 0 ? 'a match exists' : undefined;
  }
  const sorted = JSON.stringify(outcome.pairs.toSorted(([a, b], [c, d]) => a - c || b - d));
  const own = truth.choices.find(({ pairs }) => pairs === sorted)?.worth;
  if (said.feasible !== (own !== undefined)) return `feasible is ${!said.feasible}`;
  if (!own) return said.proven || said.bound ? 'a broken match is no best match' : undefined;
  if (said.matched !== own.matched || said.score !== own.score) return 'matched or score is wrong';
  if (said.proven && !isBest(truth, own)) return 'a better match exists';
  return untrueBound(truth, own, said.bound);
}
