import type { RankedMatch } from '../../contract/explore/ties.ts';
import type { Problem } from '../../contract/problem.ts';
import { chosenColumn } from '../forcing/as-good.ts';
import type { IndexPairs } from '../forcing/moved.ts';

/** A match beside the best one: what it is worth, and what is lost of the levels that the problem maximises. */
export function matchOf(
  problem: Problem,
  pairs: IndexPairs,
  best: Pick<RankedMatch, 'matched' | 'score'> | undefined,
): RankedMatch {
  const isChosen = chosenColumn(problem, { pairs });
  let score = 0;
  for (let pair = 0; pair < isChosen.length; pair += 1)
    if (isChosen[pair] === 1) score += problem.pairs.score[pair] as number;
  const matched = pairs.length;
  const { levels } = problem;
  return {
    pairs: pairs.map(([participant, mentor]) => [participant, mentor]),
    matched,
    score,
    loss: {
      matched: best && levels.includes('matched') ? best.matched - matched : 0,
      score: best && levels.includes('score') ? best.score - score : 0,
    },
  };
}
