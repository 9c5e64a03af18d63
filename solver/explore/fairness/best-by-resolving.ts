import type { Problem } from '../../contract/problem.ts';
import { onlyPairs } from '../breakpoints/without-pairs.ts';
import type { Resolve } from '../resolve.ts';
import type { AskBest } from './ask-best.ts';

/** A whole solve over the pairs that are left. */
export function bestByResolving(problem: Problem, resolve: Resolve): AskBest {
  return (threshold) => {
    const kept = Int32Array.from(Array.from(problem.pairs.score).keys()).filter(
      (pair) => (problem.pairs.score[pair] as number) >= threshold,
    );
    const left = onlyPairs(problem, kept);
    const outcome = left && resolve(left);
    if (!left || !outcome || outcome.status === 'infeasible') return undefined;
    if (outcome.status !== 'optimal') return 'open';
    const { matched, score } = outcome;
    return { matched, score, pairs: outcome.pairs };
  };
}
