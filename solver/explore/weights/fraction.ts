import { MileError } from '../../contract/errors.ts';

/** An exact rational in lowest terms; the denominator is above 0, both are safe whole numbers. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** numerator / denominator of whole numbers in lowest terms, whatever their signs. Throws TOO_LARGE_TO_STAY_EXACT. */
export function fraction(numerator: number, denominator: number): Fraction {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator))
    throw new MileError(
      'TOO_LARGE_TO_STAY_EXACT',
      `The fraction ${numerator} / ${denominator} cannot be held exactly. Ask about fewer people or with rounder weights.`,
      { numerator, denominator },
    );
  const divisor = greatestCommonDivisor(numerator, denominator) * Math.sign(denominator);
  return { numerator: numerator / divisor + 0, denominator: denominator / divisor };
}

/** Below 0 where a < b, 0 where they are equal, else above 0. Exact. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  const [exactLeft, exactRight] = [
    BigInt(a.numerator) * BigInt(b.denominator),
    BigInt(b.numerator) * BigInt(a.denominator),
  ];
  return exactLeft < exactRight ? -1 : Number(exactLeft > exactRight);
}

/** The mediant, strictly between two different fractions, with about the smallest denominator that is (Stern 1858, Brocot 1861). */
export function mediant(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator + b.numerator, a.denominator + b.denominator);
}

export function decimalOf({ numerator, denominator }: Fraction): number {
  return numerator / denominator;
}

/** Of the magnitudes; 0 only where both are 0. */
export function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [Math.abs(a), Math.abs(b)];
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** The same proportion in the smallest whole numbers. */
export function inLowestTerms(multipliers: readonly number[]): readonly number[] {
  const divisor = multipliers.reduce(greatestCommonDivisor, 0);
  return divisor > 1 ? multipliers.map((multiplier) => multiplier / divisor) : multipliers;
}
