import { MileError } from '../../../contract/errors.ts';

/** Which numbers a problem needs, and the largest price that may occur. */
export interface Numbers {
  readonly kind: 'i32' | 'f64';
  readonly largestPrice: number;
}

/**
 * The bound: let R be the spread of the worths, 0 included, and L the lesser of units and columns. Prices to start from, and bids, are
 * kept at (L + 1) R or below. A column that a search has raised is joined by tight edges, over at most L columns, with one that has room,
 * whose price is still the first, or with a unit of price 0; each step changes the price by a difference of two worths of one row: so it is
 * at most 2 (L + 1) R. In a search, distance less price changes from column to column by such a difference as well, so no distance, and no
 * sum on the way to one, exceeds 3 (L + 2) R.
 */
export function chooseNumbers(spread: number, steps: number): Numbers {
  const largest = 3 * (steps + 2) * spread;
  if (largest > Number.MAX_SAFE_INTEGER)
    throw new MileError(
      'TOO_LARGE_TO_STAY_EXACT',
      `Scores that spread over ${spread}, with ${steps} people on the smaller side, need numbers up to ${largest}; they stay exact up to ${Number.MAX_SAFE_INTEGER}. Use smaller scores.`,
      { largest, limit: Number.MAX_SAFE_INTEGER },
    );
  return { kind: largest < 2 ** 31 ? 'i32' : 'f64', largestPrice: (steps + 1) * spread };
}
