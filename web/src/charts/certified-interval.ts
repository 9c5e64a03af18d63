/** What was known at one time of a long search. */
export interface IntervalPoint {
  /** Seconds from the beginning. */
  readonly seconds: number;
  /** The best found so far. */
  readonly best: number;
  /** What no match can exceed. */
  readonly bound: number;
}

/** Percent of the best possible that is certain, never rounded up; 100 alone is proven. */
export function certainPercent({ best, bound }: IntervalPoint): number {
  if (best >= bound) return 100;
  return Math.floor((1000 * best) / bound) / 10;
}
