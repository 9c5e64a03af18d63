import type { Entries } from './entries.ts';

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

  /** The sum of the terms for each pair, until the next call. Linear in the entries of these terms, and those of the last call. */
  load(terms: readonly QuotaTerm[]): Float64Array {
    const costs = (this.#costs ??= new Float64Array(this.#pairs));
    this.#unload(costs);
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

  #unload(costs: Float64Array): void {
    const loaded = this.#loaded.reduce((sum, { entries }) => sum + entries.pairs.length, 0);
    if (loaded * SCATTER > costs.length) {
      costs.fill(0);
      return;
    }
    for (const { entries } of this.#loaded)
      for (let entry = 0; entry < entries.pairs.length; entry += 1) costs[entries.pairs[entry] as number] = 0;
  }
}

/** Clearing one entry here and there costs about as much as clearing this many in a row. */
const SCATTER = 8;
