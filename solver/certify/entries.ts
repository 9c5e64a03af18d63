import { ZERO } from './live-pairs.ts';

/** The coefficients of a quota. */
export interface Entries {
  readonly pairs: ArrayLike<number>;
  readonly coefficients: ArrayLike<number>;
  /** The largest magnitude of a coefficient. */
  readonly largest: number;
}

/** Leaves out what is known to be 0: it adds nothing to a row. */
export function liveEntries({ pairs, coefficients }: Entries, status: Uint8Array): Entries {
  const kept = { pairs: new Int32Array(pairs.length), coefficients: new Int32Array(pairs.length) };
  let live = 0;
  for (let entry = 0; entry < pairs.length; entry += 1) {
    const pair = pairs[entry] as number;
    if (status[pair] === ZERO) continue;
    kept.pairs[live] = pair;
    kept.coefficients[live] = coefficients[entry] as number;
    live += 1;
  }
  const keptCoefficients = kept.coefficients.slice(0, live);
  return {
    pairs: kept.pairs.slice(0, live),
    coefficients: keptCoefficients,
    largest: largestMagnitude(keptCoefficients),
  };
}

export function largestMagnitude(numbers: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 0; index < numbers.length; index += 1) {
    const number = numbers[index] as number;
    if (number > largest) largest = number;
    else if (-number > largest) largest = -number;
  }
  return largest;
}
