import { FREE } from './program.ts';
import type { Choice, Limits, Program, Row } from './program.ts';

/** The objective of a choice, in whole numbers: engines return 2.999999999998. */
export function valueOf(objective: Float64Array, x: Choice): number {
  let value = 0;
  for (let pair = 0; pair < x.length; pair += 1) if (x[pair] === 1) value += objective[pair] as number;
  return value;
}

/** The chosen pairs, ascending. */
export function placesOfOnes(x: Choice): Int32Array {
  const places: number[] = [];
  for (let pair = x.indexOf(1); pair >= 0; pair = x.indexOf(1, pair + 1)) places.push(pair);
  return Int32Array.from(places);
}

/** Does the choice keep every limit, row and fixed pair of the program? Exact. */
export function isFeasible(program: Program, x: Choice): boolean {
  return (
    keepsFixed(program.fixed, x) &&
    keepsLimits(program.participants, program.participant, x) &&
    keepsLimits(program.mentors, program.mentor, x) &&
    program.rows.every((row) => keepsRow(row, x))
  );
}

function keepsFixed(fixed: Int8Array, x: Choice): boolean {
  for (let pair = 0; pair < fixed.length; pair += 1) {
    const value = fixed[pair] as number;
    if (value !== FREE && value !== x[pair]) return false;
  }
  return true;
}

function keepsLimits({ min, max }: Limits, ends: Int32Array, x: Choice): boolean {
  const counts = new Int32Array(min.length);
  for (let pair = 0; pair < x.length; pair += 1) {
    if (x[pair] === 1) counts[ends[pair] as number] = (counts[ends[pair] as number] as number) + 1;
  }
  return counts.every((count, node) => count >= (min[node] as number) && count <= (max[node] as number));
}

function keepsRow({ lower, upper, pairs, coefficients }: Row, x: Choice): boolean {
  let sum = 0;
  for (let entry = 0; entry < pairs.length; entry += 1) {
    if (x[pairs[entry] as number] === 1) sum += coefficients[entry] as number;
  }
  return sum >= lower && sum <= upper;
}
