import type { Problem } from '../../contract/problem.ts';
import type { Resolve } from '../resolve.ts';
import type { BoundedSearch } from './bounded-search.ts';
import { choiceOf } from './match-before.ts';
import type { MatchBefore } from './match-before.ts';
import { withMovesAtMost } from './moves-quota.ts';

/** Bounds the moves by a quota and lets the solver prove the rest: any quotas, any levels, any number of partners. */
export class QuotaSearch implements BoundedSearch {
  readonly #problem: Problem;
  readonly #before: MatchBefore;
  readonly #resolve: Resolve;
  #isProven = true;

  /** `problem` is the one without the person. */
  constructor(problem: Problem, before: MatchBefore, resolve: Resolve) {
    this.#problem = problem;
    this.#before = before;
    this.#resolve = resolve;
  }

  isProven(): boolean {
    return this.#isProven;
  }

  unbounded(): Uint8Array | undefined {
    return this.#solve(this.#problem);
  }

  atMost(moves: number): Uint8Array | undefined {
    const bounded = withMovesAtMost(this.#problem, this.#before, moves);
    return bounded && this.#solve(bounded);
  }

  #solve(asked: Problem): Uint8Array | undefined {
    const outcome = this.#resolve(asked);
    if (outcome.status === 'feasible' || outcome.status === 'unknown') this.#isProven = false;
    if (!('pairs' in outcome)) return undefined;
    const people = this.#problem.participants.length;
    const own = outcome.pairs.filter(([participant]) => participant < people);
    return choiceOf(this.#problem, own);
  }
}
