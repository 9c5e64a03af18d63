import type { Program } from '../../program/program.ts';

/**
 * The greatest common divisor of the objective over the pairs that are not fixed to 0: the objective takes multiples of it alone, so bounds are
 * rounded down to one. 1 where every coefficient is 0.
 */
export function commonDivisor({ objective, fixed }: Program): number {
  let divisor = 0;
  for (let pair = 0; pair < fixed.length && divisor !== 1; pair += 1) {
    const worth = Math.abs(objective[pair] as number);
    if (fixed[pair] === 0 || worth === 0 || (divisor > 0 && worth % divisor === 0)) continue;
    divisor = greatestCommonDivisor(worth, divisor);
  }
  return divisor || 1;
}

function greatestCommonDivisor(larger: number, smaller: number): number {
  return smaller === 0 ? larger : greatestCommonDivisor(smaller, larger % smaller);
}
