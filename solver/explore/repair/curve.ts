import type { Problem } from '../../contract/problem.ts';
import type { BoundedSearch } from './bounded-search.ts';
import type { RepairedMatch } from './by-exchanges.ts';
import { compareScores, scoresOf } from './compare.ts';
import { movedIn } from './match-before.ts';
import type { MatchBefore } from './match-before.ts';

interface Point extends RepairedMatch {
  readonly scores: readonly number[];
}

/**
 * The curve by a search for each number of moves that can matter. An answer that moves fewer than it may answers for the numbers
 * between as well, and between two numbers of the same worth nothing is asked. `problem` is the one without the person.
 */
export function searchedCurve(problem: Problem, before: MatchBefore, search: BoundedSearch): RepairedMatch[] {
  return new Curve(problem, before, search).points();
}

class Curve {
  readonly #problem: Problem;
  readonly #before: MatchBefore;
  readonly #search: BoundedSearch;

  constructor(problem: Problem, before: MatchBefore, search: BoundedSearch) {
    this.#problem = problem;
    this.#before = before;
    this.#search = search;
  }

  points(): Point[] {
    const best = this.#pointOf(this.#search.unbounded());
    if (!best) return [];
    const least = this.#pointOf(this.#search.atMost(0));
    return [...(least ? [least] : []), ...this.#between(0, least, best)];
  }

  /**
   * The points with more than `bound` moves, up to `high`. `low` is the answer for the bound, undefined where there is none; `high`
   * is the answer for as many moves as it makes.
   */
  #between(bound: number, low: Point | undefined, high: Point): Point[] {
    if (low && !this.#isBetter(high, low)) return [];
    if (high.moved - bound <= 1) return [high];
    const middle = (bound + high.moved) >> 1;
    const found = this.#pointOf(this.#search.atMost(middle));
    if (!found || (low && !this.#isBetter(found, low))) return this.#between(middle, low, high);
    return [...this.#between(bound, low, found), ...this.#between(middle, found, high)];
  }

  #isBetter(a: Point, b: Point): boolean {
    return compareScores(this.#problem.levels, a.scores, b.scores) > 0;
  }

  #pointOf(chosen: Uint8Array | undefined): Point | undefined {
    if (!chosen) return undefined;
    const moved = movedIn(this.#problem, this.#before, chosen);
    return { chosen, moved, scores: scoresOf(this.#problem, chosen) };
  }
}
