import type { Outcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { judge } from './brute-force.ts';
import type { BruteForce } from './brute-force.ts';

/** The pairs of a match as ascending indices into the problem's columns; throws where one of them is not allowed. */
export function chosenPairs(problem: Problem, matched: readonly (readonly [number, number])[]): number[] {
  const { participant, mentor } = problem.pairs;
  const indexOf = new Map(Array.from(participant, (end, pair) => [`${end} ${mentor[pair]}`, pair]));
  const chosen = matched.map(([one, other]) => {
    const pair = indexOf.get(`${one} ${other}`);
    if (pair === undefined) throw new Error(`${one} with ${other} is not allowed.`);
    return pair;
  });
  return chosen.sort((a, b) => a - b);
}

/** What the pairs of a proven best match are worth, whatever the outcome says of it; undefined where nothing is possible. */
export function worthOf(problem: Problem, outcome: Outcome): BruteForce | undefined {
  if (outcome.status === 'infeasible') return undefined;
  if (outcome.status !== 'optimal') throw new Error(`The outcome is ${outcome.status}.`);
  return judge(problem, chosenPairs(problem, outcome.pairs));
}
