import type { Problem, ProblemQuota } from '#solver/contract/problem.ts';

/** A row of the whole model: some pairs' sum between two bounds. */
export interface ModelRow {
  readonly pairs: readonly number[];
  /** All 1 where there are none. */
  readonly coefficients?: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

/**
 * Matched before score, in one objective: a pair is worth its score plus more than the best single score. It is what a user of a
 * general engine writes. It is lexicographic only where no chain of exchanges gains more than that, so each answer is compared
 * with the proven one; a larger weight would run into the engines' tolerances.
 */
export function pairWorth({ pairs: { score } }: Problem): Float64Array {
  let best = 0;
  for (let pair = 0; pair < score.length; pair += 1) best = Math.max(best, score[pair] as number);
  return Float64Array.from(score, (own) => own + best + 1);
}

/** Every person's limits and every quota, as rows of the whole model. Rows without pairs are left out. */
export function modelRows(problem: Problem): ModelRow[] {
  const { participants, mentors, pairs, quotas } = problem;
  const limits = (nodes: typeof participants, ends: ArrayLike<number>): ModelRow[] => {
    const lists: number[][] = Array.from(nodes, () => []);
    for (let pair = 0; pair < ends.length; pair += 1) lists[ends[pair] as number]?.push(pair);
    return nodes.map(({ min, max }, index) => ({ pairs: lists[index] ?? [], lower: min, upper: max }));
  };
  return [
    ...limits(participants, pairs.participant),
    ...limits(mentors, pairs.mentor),
    ...quotas.map(quotaRow),
  ].filter((row) => row.pairs.length > 0);
}

function quotaRow({ pairs, coefficients, sense, bound }: ProblemQuota): ModelRow {
  return {
    pairs,
    coefficients,
    lower: sense === '<=' ? -Infinity : bound,
    upper: sense === '>=' ? Infinity : bound,
  };
}
