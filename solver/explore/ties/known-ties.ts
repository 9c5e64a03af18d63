import type { TieStatus } from '../../contract/explore/ties.ts';

/** Best matches are counted up to here. */
export const COUNT_LIMIT = 1_000;

/** What is known of the best matches. */
export interface KnownTies {
  readonly pairs: (TieStatus | null)[];
  /** So many best matches at least, COUNT_LIMIT + 1 at most. */
  readonly atLeast: number;
  readonly partial: boolean;
}
