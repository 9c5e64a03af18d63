/** The ratio test with long steps: which variable enters, and which are passed by on the way. */
import { FEASIBLE } from './standing.ts';
import {
  AT_LOWER,
  BASIC,
  FIXED,
  candidate,
  count,
  lower,
  passed,
  pivotRow,
  placeOf,
  putReal,
  putWhole,
  ratio,
  real,
  reduced,
  rho,
  rowColumn,
  rowStart,
  rowValue,
  rows,
  size,
  touched,
  upper,
  whole,
} from './memory.ts';

/** Entries of a pivot row below this are taken for 0. */
const ENTRY: f64 = 1e-9;
/** Reduced costs may be on the wrong side by this where that allows a larger pivot (Harris 1973). */
const SLACKENING: f64 = 1e-7;

/** Variables in the pivot row, and those that were passed by. */
export let touchedCount: i32 = 0;
export let passedCount: i32 = 0;

export function forgetPivotRow(): void {
  touchedCount = 0;
  passedCount = 0;
}

/** The pivot row: rho A over the variables that are not basic. */
export function priceRow(): void {
  for (let index = 0; index < touchedCount; index += 1) putReal(pivotRow, whole(touched, index), 0);
  let found = 0;
  for (let row = 0; row < rows; row += 1) {
    const own = real(rho, row);
    if (own < 1e-13 && own > -1e-13) continue;
    if (placeOf(count + row) !== BASIC) {
      putReal(pivotRow, count + row, own);
      putWhole(touched, found, count + row);
      found += 1;
    }
    const end = whole(rowStart, row + 1);
    for (let at = whole(rowStart, row); at < end; at += 1) {
      const column = whole(rowColumn, at);
      if (placeOf(column) === BASIC) continue;
      const sum = real(pivotRow, column);
      if (sum === 0) {
        putWhole(touched, found, column);
        found += 1;
      }
      const next = sum + own * real(rowValue, at);
      // Not 0 again by chance, which would list it twice.
      putReal(pivotRow, column, next === 0 ? 1e-300 : next);
    }
  }
  touchedCount = found;
}

/** Lists the variables whose reduced costs go towards 0; says how many. */
function candidates(sign: f64): i32 {
  let found = 0;
  for (let index = 0; index < touchedCount; index += 1) {
    const variable = whole(touched, index);
    const stands = placeOf(variable);
    if (stands === FIXED) continue;
    const entry = sign * real(pivotRow, variable);
    if (entry < ENTRY && entry > -ENTRY) continue;
    if ((stands === AT_LOWER) !== entry > 0) continue;
    putWhole(candidate, found, variable);
    putReal(ratio, found, max<f64>(0, real(reduced, variable) / entry));
    putReal(size, found, abs<f64>(entry));
    found += 1;
  }
  return found;
}

/**
 * The variable whose reduced cost reaches 0 where the slope of the dual function turns: variables passed before it go to their other
 * bounds. -1 where it never turns.
 */
export function enteringVariable(sign: f64, infeasibility: f64): i32 {
  let left = candidates(sign);
  let slope = infeasibility;
  passedCount = 0;
  while (left > 0) {
    let reach = Infinity;
    for (let at = 0; at < left; at += 1)
      reach = min<f64>(reach, real(ratio, at) + SLACKENING / real(size, at));
    let best = -1;
    let turned = 0.0;
    for (let at = 0; at < left; at += 1) {
      if (real(ratio, at) > reach) continue;
      const variable = whole(candidate, at);
      turned += real(size, at) * (real(upper, variable) - real(lower, variable));
      if (best < 0 || real(size, at) > real(size, best)) best = at;
    }
    if (slope - turned <= FEASIBLE) return whole(candidate, best);
    slope -= turned;
    left = passBy(left, reach);
  }
  return -1;
}

/** Takes the candidates within reach from the list, to be flipped; says how many are left. */
function passBy(length: i32, reach: f64): i32 {
  let left = 0;
  for (let at = 0; at < length; at += 1) {
    if (real(ratio, at) <= reach) {
      putWhole(passed, passedCount, whole(candidate, at));
      passedCount += 1;
      continue;
    }
    putWhole(candidate, left, whole(candidate, at));
    putReal(ratio, left, real(ratio, at));
    putReal(size, left, real(size, at));
    left += 1;
  }
  return left;
}
