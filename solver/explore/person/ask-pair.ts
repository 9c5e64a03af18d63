import type { Problem } from '../../contract/problem.ts';
import { inverse } from '../../program/canonical.ts';
import { gathered } from '../../program/columns.ts';
import type { Choice } from '../../program/program.ts';
import type { Chosen } from '../comparison/told-match.ts';
import { canonicalBest } from '../forcing/canonical-best.ts';
import { demanded } from '../forcing/demanded.ts';
import { exchangesOf } from '../forcing/exchanges.ts';
import { turnedOver } from '../forcing/forced-match.ts';
import { hasExchanges } from '../forcing/has-exchanges.ts';
import type { Searches } from '../forcing/searches.ts';
import { choiceOf } from '../repair/match-before.ts';
import { standingOf } from '../standing.ts';

/** The best match, and the best match with any pair in it; as columns over the problem's pairs. */
export interface PairAnswers {
  readonly best: Chosen;
  readonly having: (pair: number) => Chosen | 'impossible' | 'open';
}

/** Undefined where nothing keeps the demands; `open` where no best match is proven. */
export function pairAnswers(problem: Problem, searches: Searches): PairAnswers | 'open' | undefined {
  return hasExchanges(problem) ? byExchanges(problem) : byResolving(problem, searches);
}

/** One network of exchanges answers for every pair, with one shortest path each. */
function byExchanges(problem: Problem): PairAnswers | undefined {
  const standing = standingOf(problem);
  if (!standing) return undefined;
  const best = canonicalBest(standing);
  const exchanges = exchangesOf(best);
  const rank = inverse(standing.canonical.order.pairs);
  const given = (x: Choice) => gathered(new Uint8Array(x.length), x, rank);
  return {
    best: given(best.x),
    having(pair) {
      const place = rank[pair] as number;
      if (best.x[place] === 1) return given(best.x);
      const turned = turnedOver(exchanges, place);
      return turned ? given(turned) : 'impossible';
    },
  };
}

/** A whole solve for each pair, as long as there is time. */
function byResolving(problem: Problem, { resolve, budget }: Searches): PairAnswers | 'open' | undefined {
  const outcome = resolve(problem);
  if (outcome.status === 'infeasible') return undefined;
  if (outcome.status !== 'optimal') return 'open';
  const best = choiceOf(problem, outcome.pairs);
  return {
    best,
    having(pair) {
      if (best[pair] === 1) return best;
      if (budget.remainingMs() <= 0) return 'open';
      const forced = resolve(demanded(problem, pair, 'with'));
      if (forced.status === 'infeasible') return 'impossible';
      return forced.status === 'optimal' ? choiceOf(problem, forced.pairs) : 'open';
    },
  };
}
