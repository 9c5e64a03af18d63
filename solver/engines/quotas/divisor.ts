import { EMPTY_ROW } from '../../program/program.ts';
import type { Program, Row } from '../../program/program.ts';

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

/** The row with its sides at multiples of the common divisor of the coefficients of pairs that may be chosen. */
export function roundedRow(row: Row, fixed: Int8Array): Row {
  if (row === EMPTY_ROW) return row;
  let divisor = 0;
  for (let entry = 0; entry < row.pairs.length && divisor !== 1; entry += 1) {
    if (fixed[row.pairs[entry] as number] === 0) continue;
    divisor = greatestCommonDivisor(Math.abs(row.coefficients[entry] as number), divisor);
  }
  if (divisor <= 1) return row;
  return {
    ...row,
    lower: Math.ceil(row.lower / divisor) * divisor,
    upper: Math.floor(row.upper / divisor) * divisor,
  };
}

function greatestCommonDivisor(larger: number, smaller: number): number {
  return smaller === 0 ? larger : greatestCommonDivisor(smaller, larger % smaller);
}
