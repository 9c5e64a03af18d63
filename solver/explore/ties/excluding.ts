import type { Problem, ProblemQuota } from '../../contract/problem.ts';
import { chosenColumn } from '../forcing/as-good.ts';
import type { IndexPairs } from '../forcing/moved.ts';

/**
 * The problem without these matches, each kept out by a quota. Where the number of pairs comes first, a match with all pairs of
 * one of them and more would have come before it; so it is enough that one of its pairs is missing. Else either a pair is missing or
 * another is added.
 */
export function excluding(problem: Problem, matches: readonly IndexPairs[]): Problem {
  return {
    ...problem,
    quotas: [...problem.quotas, ...matches.map((match, index) => apart(problem, match, index))],
  };
}

function apart(problem: Problem, match: IndexPairs, index: number): ProblemQuota {
  const isIn = chosenColumn(problem, { pairs: match });
  const all = Array.from(isIn.keys());
  const members = problem.levels[0] === 'matched' ? all.filter((pair) => isIn[pair] === 1) : all;
  return {
    id: freeId(problem.quotas, `other than match ${index + 1}`),
    sense: '<=',
    bound: match.length - 1,
    pairs: members,
    coefficients: members.map((pair) => (isIn[pair] === 1 ? 1 : -1)),
  };
}

/** An id that no quota has. */
function freeId(quotas: readonly ProblemQuota[], wanted: string): string {
  return quotas.some(({ id }) => id === wanted) ? freeId(quotas, `${wanted}'`) : wanted;
}
