import { EMPTY_ROW } from '../../program/program.ts';
import type { Row } from '../../program/program.ts';

/**
 * One finite side of a row, as a demand of the form  sign (A x - bound) <= 0  with a multiplier of at least 0; an equation is one side of
 * either sign.
 */
export interface Side {
  readonly row: number;
  readonly sign: 1 | -1;
  readonly bound: number;
  readonly isEquation: boolean;
  /** What a unit of the row typically is: multipliers times this are comparable between rows. */
  readonly unit: number;
}

export function sidesOf(rows: readonly Row[]): Side[] {
  return rows.flatMap((row, index) => (row === EMPTY_ROW ? [] : sidesOfRow(row, index)));
}

function sidesOfRow(row: Row, index: number): Side[] {
  const side = (sign: 1 | -1, bound: number, isEquation = false): Side => ({
    row: index,
    sign,
    bound,
    isEquation,
    unit: unitOf(row),
  });
  if (row.lower === row.upper) return [side(1, row.upper, true)];
  return [
    ...(row.upper < Infinity ? [side(1, row.upper)] : []),
    ...(row.lower > -Infinity ? [side(-1, row.lower)] : []),
  ];
}

/** The root mean square of the row's coefficients, at least 1. */
export function unitOf({ coefficients }: Row): number {
  let sum = 0;
  for (const coefficient of coefficients) sum += coefficient * coefficient;
  return Math.max(1, Math.sqrt(sum / Math.max(1, coefficients.length)));
}
