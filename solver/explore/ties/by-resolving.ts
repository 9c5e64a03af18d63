import type { MatchedOutcome } from '../../contract/outcome.ts';
import type { Problem } from '../../contract/problem.ts';
import type { TieStatus } from '../../contract/explore/ties.ts';
import { isAsGood } from '../forcing/as-good.ts';
import { forcingByResolving } from '../forcing/by-resolving.ts';
import type { Searches } from '../forcing/searches.ts';
import { excluding } from './excluding.ts';
import type { KnownTies } from './known-ties.ts';

/** Each match that is kept out makes the next search harder, so more are not counted this way. */
const EXCLUDED_LIMIT = 50;

/** Pair by pair from the cost of having it or being without it; the number by keeping out one best match after the other. */
export function tiesByResolving(problem: Problem, searches: Searches): KnownTies {
  const { best, isChosen, isFree, open, isPossible } = forcingByResolving(problem, searches);
  const isOpen = new Set(open);
  const pairs = Array.from(problem.pairs.score, (_, pair): TieStatus | null => {
    if (isOpen.has(pair)) return null;
    if (isFree[pair] === 1) return 'sometimes';
    return isChosen[pair] === 1 ? 'always' : 'never';
  });
  if (!best) return { pairs, atLeast: 0, partial: isPossible };
  if (open.length === 0 && !isFree.includes(1)) return { pairs, atLeast: 1, partial: false };
  const counted = countByExcluding(problem, best, searches);
  return { pairs, atLeast: counted.found, partial: open.length > 0 || !counted.isAll };
}

function countByExcluding(problem: Problem, best: MatchedOutcome, { resolve, budget }: Searches) {
  const found: MatchedOutcome[] = [best];
  while (found.length <= EXCLUDED_LIMIT && budget.remainingMs() > 0) {
    const next = resolve(
      excluding(
        problem,
        found.map(({ pairs }) => pairs),
      ),
    );
    if (next.status === 'infeasible') return { found: found.length, isAll: true };
    if (next.status !== 'optimal') break;
    if (!isAsGood(problem, best, next)) return { found: found.length, isAll: true };
    found.push(next);
  }
  return { found: found.length, isAll: false };
}
