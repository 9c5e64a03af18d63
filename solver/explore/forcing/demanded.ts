import type { Problem } from '../../contract/problem.ts';

/** What is asked of a pair. */
export type Demand = 'with' | 'without';

/** The problem in which the pair must be matched, or may not be. */
export function demanded(problem: Problem, pair: number, demand: Demand): Problem {
  if (demand === 'without') return withoutPair(problem, pair);
  return problem.pinned.includes(pair) ? problem : { ...problem, pinned: [...problem.pinned, pair] };
}

/** Later pairs move up by one place. A pin on the pair would go with it: it may not be pinned. */
function withoutPair(problem: Problem, pair: number): Problem {
  const { pairs, quotas, pinned } = problem;
  const without = (column: ArrayLike<number>) => Array.from(column).toSpliced(pair, 1);
  const moved = (index: number) => (index > pair ? index - 1 : index);
  return {
    ...problem,
    pairs: {
      participant: without(pairs.participant),
      mentor: without(pairs.mentor),
      score: without(pairs.score),
    },
    quotas: quotas.map((quota) => {
      const entry = quota.pairs.indexOf(pair);
      if (entry < 0) return { ...quota, pairs: quota.pairs.map(moved) };
      return {
        ...quota,
        pairs: quota.pairs.toSpliced(entry, 1).map(moved),
        coefficients: quota.coefficients.toSpliced(entry, 1),
      };
    }),
    pinned: pinned.map(moved),
  };
}
