/** Where a linear program over pairs begins. */
export interface Start {
  /** Prices of the rows: objective = prices A + reduced costs. */
  readonly prices: Float64Array;
  /** 1 for each column that is chosen. */
  readonly choice: Uint8Array;
  /** So many rows are limits of people, before all others: a column has an entry of 1 in two of them at most. */
  readonly people: number;
}
