import type { Problem } from '../../contract/problem.ts';
import type { Resolve } from '../resolve.ts';
import type { RepairedMatch } from './by-exchanges.ts';
import { compareScores, scoresOf } from './compare.ts';
import type { Gone } from './gone.ts';
import { withoutPerson } from './gone.ts';
import { choiceOf, movedIn } from './match-before.ts';
import type { MatchBefore } from './match-before.ts';
import { withMovesAtMost } from './moves-quota.ts';

export interface SearchedCurve {
  readonly points: readonly RepairedMatch[];
  readonly proven: boolean;
}

/** A best match for a bound on the moves; undefined where nothing keeps the bound. */
interface Searched extends RepairedMatch {
  readonly scores: readonly number[];
}

/**
 * The curve by one solve for each number of moves that can matter, each with its proof: the moves are bounded by a quota. A solve that
 * moves fewer than it may answers for the numbers between as well, and between two numbers of the same worth nothing is asked.
 */
export function repairBySearches(
  problem: Problem,
  before: MatchBefore,
  gone: Gone,
  resolve: Resolve,
): SearchedCurve {
  const search = new MoveSearch(withoutPerson(problem, gone), before, resolve);
  const best = search.unbounded();
  if (!best) return { points: [], proven: search.proven };
  const least = search.atMost(0);
  const points = [...(least ? [least] : []), ...search.between(0, least, best)];
  return { points, proven: search.proven };
}

class MoveSearch {
  readonly #problem: Problem;
  readonly #before: MatchBefore;
  readonly #resolve: Resolve;
  proven = true;

  constructor(problem: Problem, before: MatchBefore, resolve: Resolve) {
    this.#problem = problem;
    this.#before = before;
    this.#resolve = resolve;
  }

  unbounded(): Searched | undefined {
    return this.#search(this.#problem);
  }

  atMost(moves: number): Searched | undefined {
    const bounded = withMovesAtMost(this.#problem, this.#before, moves);
    return bounded && this.#search(bounded);
  }

  /**
   * The points with more than `bound` moves, up to `high`. `low` is the answer for the bound, undefined where there is none; `high`
   * is the answer for as many moves as it makes.
   */
  between(bound: number, low: Searched | undefined, high: Searched): Searched[] {
    if (low && !this.#isBetter(high, low)) return [];
    if (high.moved - bound <= 1) return [high];
    const middle = (bound + high.moved) >> 1;
    const found = this.atMost(middle);
    if (!found || (low && !this.#isBetter(found, low))) return this.between(middle, low, high);
    return [...this.between(bound, low, found), ...this.between(middle, found, high)];
  }

  #isBetter(a: Searched, b: Searched): boolean {
    return compareScores(this.#problem.levels, a.scores, b.scores) > 0;
  }

  #search(bounded: Problem): Searched | undefined {
    const outcome = this.#resolve(bounded);
    if (outcome.status === 'feasible' || outcome.status === 'unknown') this.proven = false;
    if (!('pairs' in outcome)) return undefined;
    const { participants } = this.#problem;
    const own = outcome.pairs.filter(([participant]) => participant < participants.length);
    const chosen = choiceOf(this.#problem, own);
    return {
      chosen,
      moved: movedIn(this.#problem, this.#before, chosen),
      scores: scoresOf(this.#problem, chosen),
    };
  }
}
