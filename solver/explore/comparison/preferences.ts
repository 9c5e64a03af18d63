import type { Problem } from '../../contract/problem.ts';

/** How much each side likes each pair, in the order of the problem's pairs; more is better. */
export interface Preferences {
  readonly participant: ArrayLike<number>;
  readonly mentor: ArrayLike<number>;
}

/** Both sides go by the pair's score. */
export function byScore({ pairs }: Problem): Preferences {
  return { participant: pairs.score, mentor: pairs.score };
}
