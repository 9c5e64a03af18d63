import type { Losses } from '../../contract/explore/forcing.ts';
import type { Problem } from '../../contract/problem.ts';

/** The answer while it is filled. */
export interface OpenForcing {
  readonly force: Losses;
  readonly forbid: Losses;
  readonly moved: (number | null)[];
  /** Pairs that were not answered. */
  readonly open: number[];
  /** Does anything keep the demands? */
  isPossible: boolean;
}

/** Nothing holds yet. */
export function emptyForcing({ pairs }: Problem): OpenForcing {
  const nothing = () => new Array<number | null>(pairs.score.length).fill(null);
  const losses = () => ({ matched: nothing(), score: nothing() });
  return { force: losses(), forbid: losses(), moved: nothing(), open: [], isPossible: false };
}
