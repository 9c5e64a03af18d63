import type { Entries } from './region.ts';

/** The coefficients of a quota times a whole factor. */
export interface QuotaTerm {
  readonly entries: Entries;
  readonly factor: number;
}

/** Buffers that every leaf of a region uses anew, so that none of them costs a pass over all pairs. */
export class QuotaCosts {
  /** For the reduced costs of one run of pairs. */
  readonly run: Float64Array;
  readonly #pairs: number;
  #costs: Float64Array | undefined;
  #loaded: readonly QuotaTerm[] = [];

  constructor(pairs: number, longestRun: number) {
    this.#pairs = pairs;
    this.run = new Float64Array(longestRun);
  }

  /** The sum of the terms for each pair, until the next call. Linear in the entries of these terms and the last ones. */
  load(terms: readonly QuotaTerm[]): Float64Array {
    const costs = (this.#costs ??= new Float64Array(this.#pairs));
    for (const { entries } of this.#loaded) for (const pair of entries.pairs) costs[pair] = 0;
    for (const { entries, factor } of terms) {
      const { pairs, coefficients } = entries;
      for (let entry = 0; entry < pairs.length; entry += 1) {
        const pair = pairs[entry] as number;
        costs[pair] = (costs[pair] as number) + factor * (coefficients[entry] as number);
      }
    }
    this.#loaded = terms;
    return costs;
  }
}
