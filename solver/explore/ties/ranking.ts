import type { RankedMatch, Ranking } from '../../contract/explore/ties.ts';
import type { Outcome } from '../../contract/outcome.ts';
import type { Problem } from '../../contract/problem.ts';
import { pairsInInput } from '../../program/to-input.ts';
import { counted } from '../counted.ts';
import { hasExchanges } from '../forcing/has-exchanges.ts';
import type { Searches } from '../forcing/searches.ts';
import { standingOf } from '../standing.ts';
import { excluding } from './excluding.ts';
import { matchOf } from './match.ts';
import { rankedChoices } from './ranked-choices.ts';

type Found = Pick<Ranking, 'matches' | 'complete' | 'partial'>;

/**
 * The `wanted` best matches, fewer where there are no more or the time ends: without quotas, where matched and then score (or matched alone)
 * is maximised, in the exact order of levels, then ids; else by searches that keep out the matches before, equally good ones as they come.
 * Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function rankingOf(problem: Problem, wanted: number, searches: Searches): Ranking {
  const found = hasExchanges(problem)
    ? rankedByExchanges(problem, wanted, searches)
    : rankedByResolving(problem, wanted, searches);
  return { ...found, sentence: sentenceOf(found) };
}

function rankedByExchanges(problem: Problem, wanted: number, { budget }: Searches): Found {
  const matches: RankedMatch[] = [];
  const standing = standingOf(problem);
  if (!standing) return { matches, complete: true, partial: false };
  const { program, order } = standing.canonical;
  for (const { x } of rankedChoices(standing)) {
    if (matches.length === wanted) return { matches, complete: false, partial: false };
    if (matches.length > 0 && budget.remainingMs() <= 0) return { matches, complete: false, partial: true };
    matches.push(matchOf(problem, pairsInInput(program, order, x), matches[0]));
  }
  return { matches, complete: true, partial: false };
}

function rankedByResolving(problem: Problem, wanted: number, { resolve, budget }: Searches): Found {
  const matches: RankedMatch[] = [];
  while (matches.length < wanted) {
    if (matches.length > 0 && budget.remainingMs() <= 0) return { matches, complete: false, partial: true };
    const next: Outcome = resolve(
      excluding(
        problem,
        matches.map(({ pairs }) => pairs),
      ),
    );
    if (next.status === 'infeasible') return { matches, complete: true, partial: false };
    if (next.status !== 'optimal') return { matches, complete: false, partial: true };
    matches.push(matchOf(problem, next.pairs, matches[0]));
  }
  return { matches, complete: false, partial: false };
}

function sentenceOf({ matches, complete, partial }: Found): string {
  const [first, last] = [matches[0], matches.at(-1)];
  if (!first || !last)
    return partial
      ? 'No match was proven best in the time.'
      : 'Nothing keeps the minima, pins and quotas together.';
  if (matches.length === 1) return complete ? 'There is no other match.' : 'The best match.';
  const { matched, score } = last.loss;
  const lost = [
    ...(matched === 0 ? [] : [counted(matched, 'pair')]),
    ...(score === 0 ? [] : [score > 0 ? `${score} of the score` : `no score, which rises by ${-score}`]),
  ];
  const all = complete ? 'There are no others.' : '';
  return `${matches.length} matches, the last of which loses ${lost.join(' and ') || 'nothing'}. ${all}`.trimEnd();
}
