import { MileError } from '../../../contract/errors.ts';

/** Which numbers a problem needs, and the largest price that a start or a bid may set. */
export interface Numbers {
  readonly kind: 'i32' | 'f64';
  readonly largestPrice: number;
}

const LARGEST = { i32: 2 ** 31 - 1, f64: Number.MAX_SAFE_INTEGER };
/** How many spreads at least a bid may go up. */
const LEEWAY = 16;

/**
 * The bound: let R be the spread of the worths, 0 included, L the lesser of units and columns, H the largest price that a start or a bid may
 * set. A column that a search has raised is joined by tight edges, over at most L columns, with one that has room, whose price is not
 * raised by searches, or with a unit of price 0; each step changes the price by a difference of two worths of one row: so it is at most
 * H + (L + 1) R. In a search, distance less price changes from column to column by such a difference as well, so no distance, and no sum
 * on the way to one, exceeds H + 2 (L + 2) R.
 */
export function chooseNumbers(spread: number, steps: number): Numbers {
  const sums = 2 * (steps + 2) * spread;
  const least = sums + LEEWAY * spread;
  if (least > LARGEST.f64)
    throw new MileError(
      'TOO_LARGE_TO_STAY_EXACT',
      `Scores that spread over ${spread}, with ${steps} people on the smaller side, need numbers up to ${least}; they stay exact up to ${LARGEST.f64}. Use smaller scores.`,
      { largest: least, limit: LARGEST.f64 },
    );
  const kind = least <= LARGEST.i32 ? 'i32' : 'f64';
  return { kind, largestPrice: Math.min((steps + 1) * spread, LARGEST[kind] - sums) };
}

/**
 * What staying alone is worth where as many as possible are to be matched: -M, with M above what an exchange along a path can gain, which is at most L
 * differences of worths and one worth. Undefined where the numbers do not reach: a column joined to a unit that stays alone is now at most
 * M + (L + 2) R dear, so by the argument above no number exceeds 2 M + (3 L + 6) R.
 */
export function aloneWorth(spread: number, steps: number, kind: Numbers['kind']): number | undefined {
  const most = (steps + 2) * spread + 1;
  const { largestPrice } = chooseNumbers(spread, steps);
  return Math.max(largestPrice, most + spread) + most + 2 * (steps + 2) * spread <= LARGEST[kind]
    ? -most
    : undefined;
}

const SAMPLE = 512;

/** The greatest common divisor of some of the worths, from 1: a wrong one costs time, not truth. */
export function grainOf(worth: Int32Array | Float64Array): number {
  const stride = 1 + Math.floor(worth.length / SAMPLE);
  let grain = 0;
  for (let edge = 0; edge < worth.length && grain !== 1; edge += stride)
    grain = greatestCommonDivisor(grain, Math.abs(worth[edge] as number));
  return grain === 0 ? 1 : grain;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

/** A whole number from 1 below 2^31 to divide multiples by in 32 bits: odd part and twos, and the odd part's inverse modulo 2^32. */
export class Divisor {
  readonly value: number;
  readonly twos: number;
  readonly inverse: number;

  constructor(value: number) {
    this.value = value;
    this.twos = 31 - Math.clz32(value & -value);
    const odd = value >> this.twos;
    // Newton: each step doubles the bits that are right, three of which the number itself has.
    let inverse = odd;
    for (let bits = 3; bits < 32; bits *= 2) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
    this.inverse = inverse;
  }
}
