import { median, quantile } from '../median.ts';

/** Of several times, in milliseconds. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
}

export function spreadOf(times: readonly number[]): Spread {
  return { count: times.length, median: median(times), p95: quantile(times, 0.95) };
}
