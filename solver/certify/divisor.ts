import { floorQuotient } from './exact.ts';
import { ZERO } from './live-pairs.ts';
import type { Region } from './region.ts';
import { worthOf } from './worth.ts';
import type { Worth } from './worth.ts';

/**
 * The largest value at or below the bound that the objective can take, as far as its common divisor tells: every value is a multiple
 * of the greatest common divisor of the coefficients of all pairs that may be 1.
 */
export function roundedToDivisor(region: Region, objective: Worth, bound: bigint): bigint {
  const divisor = BigInt(commonDivisor(region, objective) || 1);
  return floorQuotient(bound, divisor) * divisor;
}

/** The greatest common divisor of the numbers; 1 where none differs from 0. */
export function divisorOf(numbers: ArrayLike<number>): number {
  let divisor = 0;
  for (let index = 0; index < numbers.length && divisor !== 1; index += 1)
    divisor = greatestCommonDivisor(numbers[index] as number, divisor);
  return divisor || 1;
}

/** 0 where all coefficients are 0. */
function commonDivisor({ live, grouped }: Region, objective: Worth): number {
  const { count, pair, score, status } = live;
  let divisor = 0;
  for (const one of live.ones)
    divisor = greatestCommonDivisor(worthOf(objective, grouped.scoreOf[one] as number), divisor);
  for (let place = 0; place < count && divisor !== 1; place += 1) {
    if (status[pair ? (pair[place] as number) : place] === ZERO) continue;
    const worth = worthOf(objective, score[place] as number);
    if (divisor === 0 || worth % divisor !== 0) divisor = greatestCommonDivisor(worth, divisor);
  }
  return divisor;
}

/** Euclid's algorithm; the divisor of 0 and n is n. */
function greatestCommonDivisor(one: number, other: number): number {
  let [larger, smaller] = [Math.abs(one), Math.abs(other)];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
