import type { Problem } from '#solver/contract/problem.ts';
import { Lots } from '#solver/program/lots.ts';
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

/** Which of two choices of a problem's pairs the lots decide for: negative for the first. */
export function byLots({
  participants,
  mentors,
  pairs,
}: Problem): (a: readonly number[], b: readonly number[]) => number {
  const inOrder = (nodes: Problem['participants']) => ({ nodes, order: Int32Array.from(nodes.keys()) });
  const lots = new Lots(inOrder(participants), inOrder(mentors));
  const draws = [0, 1, 2].map((draw) =>
    lots.draw(draw, Int32Array.from(pairs.participant), Int32Array.from(pairs.mentor)),
  );
  const sumOf = (draw: Float64Array, chosen: readonly number[]) =>
    chosen.reduce((sum, pair) => sum + (draw[pair] as number), 0);
  return (a, b) => draws.reduce((decided, draw) => decided || sumOf(draw, b) - sumOf(draw, a), 0);
}

/** Both ends of each chosen pair, as an outcome lists them. */
export function endsOf({ pairs }: Problem, chosen: readonly number[]): [number, number][] {
  return chosen.map((pair) => [pairs.participant[pair] as number, pairs.mentor[pair] as number]);
}
