import type { MatchedOutcome, Outcome } from '../../contract/outcome.ts';
import type { Problem } from '../../contract/problem.ts';
import { canonicalProblem, inverse } from '../../program/canonical.ts';
import { chosenColumn, isAsGood } from './as-good.ts';
import type { Match } from './as-good.ts';
import { demanded } from './demanded.ts';
import type { Demand } from './demanded.ts';
import { emptyForcing } from './losses.ts';
import type { OpenForcing } from './losses.ts';
import { KnownMatches } from './known-matches.ts';
import { othersMoved } from './moved.ts';
import { reducedScores } from './reduced-scores.ts';
import { relaxedBounds } from './relaxed-bounds.ts';
import type { Searches } from './searches.ts';

export interface ResolvedForcing extends OpenForcing {
  /** The best match; undefined where none is proven, and then the columns are empty. */
  readonly best: MatchedOutcome | undefined;
  /** 1 for its pairs. */
  readonly isChosen: Uint8Array;
  /** 1 for pairs in which another match, as good in every level, differs from it. */
  readonly isFree: Uint8Array;
}

/**
 * The grid by solves: a pair is pinned where the best match leaves it out, removed where the match has it. First a relaxed problem bounds what every
 * pair costs (`relaxed-bounds.ts`); a match that is known, from the relaxed problem or from a solve for another pair, and reaches the bound
 * answers the pair, and only the others are solved, those first that may cost least. A match that is found and as good as the best
 * answers all of its pairs at once, with 0.
 */
export function forcingByResolving(problem: Problem, { resolve, budget }: Searches): ResolvedForcing {
  const answer = emptyForcing(problem);
  const best = resolve(problem);
  const unknown = { best: undefined, isChosen: new Uint8Array(), isFree: new Uint8Array() };
  if (best.status === 'infeasible') return { ...answer, ...unknown };
  answer.isPossible = true;
  if (best.status !== 'optimal') return { ...answer, ...unknown, open: Array.from(answer.moved.keys()) };
  const filling = new Filling(problem, best, answer);
  const bounds = relaxedBounds(problem, best);
  const known = bounds && new KnownMatches(problem, filling.isChosen, bounds);
  for (const pair of byPromise(problem, best)) {
    if (filling.isAnswered(pair)) continue;
    const settled = known?.settled(pair, filling.demandOn(pair));
    if (settled === 'impossible') filling.rule(pair);
    else if (settled) filling.takeMatch(pair, settled);
    else if (budget.remainingMs() <= 0) answer.open.push(pair);
    else {
      const outcome = resolve(demanded(problem, pair, filling.demandOn(pair)));
      filling.take(pair, outcome);
      if ('pairs' in outcome) known?.learn(outcome);
    }
  }
  // A pair whose own search had no proof may have been answered by another's.
  const open = answer.open.filter((pair) => !filling.isAnswered(pair)).sort((a, b) => a - b);
  return { ...answer, open, best, isChosen: filling.isChosen, isFree: filling.isFree };
}

/** Pairs by the size of their reduced cost, then in canonical order. */
function byPromise(problem: Problem, best: MatchedOutcome): Int32Array {
  const order = canonicalProblem(problem).order.pairs;
  const rank = inverse(order);
  const reduced = reducedScores(problem, best.certificate);
  return order
    .slice()
    .sort(
      (a, b) =>
        Math.abs(reduced[a] as number) - Math.abs(reduced[b] as number) ||
        (rank[a] as number) - (rank[b] as number),
    );
}

class Filling {
  readonly isChosen: Uint8Array;
  readonly isFree: Uint8Array;
  readonly #problem: Problem;
  readonly #best: MatchedOutcome;
  readonly #answer: OpenForcing;
  readonly #isAnswered: Uint8Array;

  constructor(problem: Problem, best: MatchedOutcome, answer: OpenForcing) {
    this.#problem = problem;
    this.#best = best;
    this.#answer = answer;
    this.isChosen = chosenColumn(problem, best);
    this.isFree = new Uint8Array(this.isChosen.length);
    this.#isAnswered = new Uint8Array(this.isChosen.length);
    for (let pair = 0; pair < this.isChosen.length; pair += 1) this.#put(pair, this.#idleOf(pair), 0, 0);
    for (const pair of problem.pinned) this.#isAnswered[pair] = 1;
  }

  isAnswered(pair: number): boolean {
    return this.#isAnswered[pair] === 1;
  }

  demandOn(pair: number): Demand {
    return this.isChosen[pair] === 1 ? 'without' : 'with';
  }

  take(pair: number, outcome: Outcome): void {
    if (outcome.status === 'infeasible') this.rule(pair);
    else if (outcome.status !== 'optimal') this.#answer.open.push(pair);
    else this.takeMatch(pair, outcome);
  }

  /** The best match with the pair, or without it. */
  takeMatch(pair: number, match: Match): void {
    if (isAsGood(this.#problem, this.#best, match)) this.#takeTie(match);
    else this.#lose(pair, match);
  }

  /** Nothing keeps the demands with the pair, or without it. */
  rule(pair: number): void {
    this.#isAnswered[pair] = 1;
  }

  /** Every pair in which the two matches differ costs nothing. */
  #takeTie(outcome: Match): void {
    const isChosen = chosenColumn(this.#problem, outcome);
    for (let pair = 0; pair < isChosen.length; pair += 1) {
      if (this.#isAnswered[pair] === 1 || isChosen[pair] === this.isChosen[pair]) continue;
      this.isFree[pair] = 1;
      this.#lose(pair, outcome);
    }
  }

  #lose(pair: number, outcome: Match): void {
    const { levels, pairs } = this.#problem;
    const [{ matched, score }, { force, forbid, moved }] = [this.#best, this.#answer];
    this.#isAnswered[pair] = 1;
    this.#put(
      pair,
      this.isChosen[pair] === 1 ? forbid : force,
      levels.includes('matched') ? matched - outcome.matched : 0,
      levels.includes('score') ? score - outcome.score : 0,
    );
    moved[pair] = othersMoved(this.#best.pairs, outcome.pairs, pairs.participant[pair] as number).length;
  }

  #idleOf(pair: number) {
    return this.isChosen[pair] === 1 ? this.#answer.force : this.#answer.forbid;
  }

  #put(pair: number, losses: OpenForcing['force'], matched: number, score: number): void {
    losses.matched[pair] = matched;
    losses.score[pair] = score;
  }
}
