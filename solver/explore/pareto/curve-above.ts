import type { ParetoPoint } from '../../contract/explore/pareto.ts';
import type { Problem } from '../../contract/problem.ts';
import { onlyPairs } from '../breakpoints/without-pairs.ts';
import type { Searches } from '../forcing/searches.ts';
import { searchedCurve } from '../repair/curve.ts';
import type { MatchBefore } from '../repair/match-before.ts';
import { PricedMoves } from '../repair/priced-moves.ts';
import { QuotaSearch } from '../repair/quota-search.ts';
import { toldMatch } from '../comparison/told-match.ts';
import { indexPairsOf } from '../weights/told-pairs.ts';
import type { Moves } from './moves.ts';

export interface Curve {
  /** By the number of moves, each better than the one before. */
  readonly points: readonly ParetoPoint[];
  /** Are all of them exact, and is none missing? */
  readonly isProven: boolean;
}

/** The best match for each number of moves, of those without a pair below the threshold. */
export function curveAbove(
  problem: Problem,
  moves: Moves,
  threshold: number,
  { resolve, budget }: Searches,
): Curve {
  const score = problem.pairs.score;
  const kept = Int32Array.from(Array.from(score).keys()).filter(
    (pair) => (score[pair] as number) >= threshold,
  );
  const part = onlyPairs(problem, kept);
  if (!part) return { points: [], isProven: true };
  const { before, anyhow } = movesIn(problem, moves, kept);
  const quotas = new QuotaSearch(part, before, resolve);
  const search = PricedMoves.of(part, before, quotas, { isOver: () => budget.remainingMs() <= 0 }) ?? quotas;
  const points = searchedCurve(part, before, search).map(({ moved, chosen }) => {
    const { matched, score: total, weakest } = toldMatch(part, chosen);
    const places = Int32Array.from(chosen.keys()).filter((pair) => chosen[pair] === 1);
    return { matched, score: total, weakest, moved: anyhow + moved, pairs: indexPairsOf(part, places) };
  });
  return { points, isProven: search.isProven() };
}

/** Whoever had a pair below the threshold is moved whatever happens. */
function movesIn(
  { pairs }: Problem,
  { before, anyhow }: Moves,
  kept: Int32Array,
): { before: MatchBefore; anyhow: number } {
  const isKept = new Uint8Array(before.chosen.length);
  for (const pair of kept) isKept[pair] = 1;
  const counts = before.counts.slice();
  let lost = 0;
  for (let pair = 0; pair < isKept.length; pair += 1) {
    const participant = pairs.participant[pair] as number;
    if (isKept[pair] === 1 || before.chosen[pair] === 0 || counts[participant] === 0) continue;
    counts[participant] = 0;
    lost += 1;
  }
  const chosen = Uint8Array.from(kept, (pair) => before.chosen[pair] as number);
  return { before: { chosen, kept: chosen, counts }, anyhow: anyhow + lost };
}
