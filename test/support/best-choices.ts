import type { Problem } from '#solver/contract/problem.ts';
import { compare, feasibleChoices, judge } from './brute-force.ts';

/** Every best choice of a small problem, as ascending pairs, tried one by one. */
export function bestChoices(problem: Problem): number[][] {
  let best: number[][] = [];
  for (const chosen of feasibleChoices(problem)) {
    const first = best[0];
    const difference = first ? compare(problem.levels, judge(problem, chosen), judge(problem, first)) : 1;
    if (difference > 0) best = [chosen];
    else if (difference === 0) best.push(chosen);
  }
  return best;
}

/** Which of two choices takes the earliest pair that only one of them takes: negative for the first. */
export function earlier(a: readonly number[], b: readonly number[]): number {
  const mine = a.find((pair) => !b.includes(pair)) ?? Infinity;
  const other = b.find((pair) => !a.includes(pair)) ?? Infinity;
  return mine === other ? 0 : mine - other;
}

/** Both ends of each chosen pair, as an outcome lists them. */
export function endsOf({ pairs }: Problem, chosen: readonly number[]): [number, number][] {
  return chosen.map((pair) => [pairs.participant[pair] as number, pairs.mentor[pair] as number]);
}
