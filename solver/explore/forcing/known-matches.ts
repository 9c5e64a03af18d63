import type { Problem } from '../../contract/problem.ts';
import { toldMatch } from '../comparison/told-match.ts';
import { indexPairsOf } from '../weights/told-pairs.ts';
import { chosenColumn } from './as-good.ts';
import type { Match } from './as-good.ts';
import type { Demand } from './demanded.ts';
import type { RelaxedBounds } from './relaxed-bounds.ts';

/** Matches that keep every demand, and the best of them that differs from the best match in each pair. */
export class KnownMatches {
  readonly #problem: Problem;
  /** 1 for the pairs of the best match. */
  readonly #isChosen: Uint8Array;
  readonly #bounds: RelaxedBounds;
  /** By pair. */
  readonly #best: (Match | undefined)[];

  constructor(problem: Problem, isChosen: Uint8Array, bounds: RelaxedBounds) {
    this.#problem = problem;
    this.#isChosen = isChosen;
    this.#bounds = bounds;
    this.#best = new Array<undefined>(isChosen.length).fill(undefined);
  }

  /** The best match with the pair, or without it, where it is known to be that; `impossible` where there is none, undefined where a solve has to tell. */
  settled(pair: number, demand: Demand): Match | 'impossible' | undefined {
    const most = this.#bounds.most(pair, demand);
    if (!most) return 'impossible';
    const isBest = (match: Match | undefined) =>
      match !== undefined &&
      match.matched === most.matched &&
      (most.score === null || match.score === most.score);
    if (!isBest(this.#best[pair])) this.#try(this.#bounds.suggestion(pair, demand));
    const match = this.#best[pair];
    return isBest(match) ? match : undefined;
  }

  learn(match: Match): void {
    const chosen = chosenColumn(this.#problem, match);
    for (let pair = 0; pair < chosen.length; pair += 1) {
      if (chosen[pair] === this.#isChosen[pair]) continue;
      const known = this.#best[pair];
      if (!known || isBetter(match, known)) this.#best[pair] = match;
    }
  }

  #try(chosen: Uint8Array | undefined): void {
    if (!chosen) return;
    const { matched, score, keeps } = toldMatch(this.#problem, chosen);
    if (!keeps) return;
    const pairs = Int32Array.from(chosen.keys()).filter((pair) => chosen[pair] === 1);
    this.learn({ matched, score, pairs: indexPairsOf(this.#problem, pairs) });
  }
}

function isBetter(a: Match, b: Match): boolean {
  return a.matched > b.matched || (a.matched === b.matched && a.score > b.score);
}
