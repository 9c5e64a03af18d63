import { EXACT_SCORE_LIMIT, SCORE_LIMIT } from '../contract/problem.ts';
import type { PairColumns } from '../contract/problem.ts';

/** What no pair beside these scores more than. Few weights need more than a file's limit, and smaller numbers stay exact for longer. */
export function scoreLimitFor({ score }: Pick<PairColumns, 'score'>): number {
  for (let pair = 0; pair < score.length; pair += 1)
    if ((score[pair] as number) > SCORE_LIMIT) return EXACT_SCORE_LIMIT;
  return SCORE_LIMIT;
}
