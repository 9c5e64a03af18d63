/** The best total among matches without a pair below the threshold. */
export interface BestAbove {
  readonly matched: number;
  readonly score: number;
  readonly pairs: [number, number][];
}

/**
 * The best match, as many pairs first and then the score, without pairs below the threshold; undefined where nothing keeps the demands, `open` where
 * the search ended before its proof. Is asked with rising thresholds.
 */
export type AskBest = (threshold: number) => BestAbove | 'open' | undefined;
