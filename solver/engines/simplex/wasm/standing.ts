/** Where all variables stand: reduced costs, values, and how far basic values are beyond their bounds. */
import { btran, ftran } from './inverse.ts';
import {
  AT_LOWER,
  AT_UPPER,
  BASIC,
  FIXED,
  all,
  basicValue,
  beyond,
  clear,
  columnRow,
  columnStart,
  columnValue,
  cost,
  count,
  flips,
  head,
  lower,
  placeOf,
  putPlace,
  putReal,
  real,
  reduced,
  rows,
  tau,
  trueCost,
  upper,
  value,
  whole,
} from './memory.ts';

/** A basic variable may be beyond its bound by this. */
export const FEASIBLE: f64 = 1e-9;

/** Do values have to be worked out anew? */
export let isStale: bool = true;

export function makeStale(): void {
  isStale = true;
}

export function addColumnTo(into: usize, variable: i32, times: f64): void {
  if (variable >= count) {
    putReal(into, variable - count, real(into, variable - count) + times);
    return;
  }
  const end = whole(columnStart, variable + 1);
  for (let at = whole(columnStart, variable); at < end; at += 1) {
    const row = whole(columnRow, at);
    putReal(into, row, real(into, row) + times * real(columnValue, at));
  }
}

/** Notes how far the row's basic variable is beyond a bound. */
export function judge(row: i32): void {
  const variable = whole(head, row);
  const own = real(basicValue, row);
  const short = real(lower, variable) - own;
  const over = own - real(upper, variable);
  const most = short > over ? short : over;
  putReal(beyond, row, most <= FEASIBLE ? 0 : most * most);
}

/** The variable leaves the basis, or is moved, to one of its bounds. */
export function stand(variable: i32, at: f64): void {
  putReal(value, variable, at);
  const least = real(lower, variable);
  putPlace(variable, least === real(upper, variable) ? FIXED : at === least ? AT_LOWER : AT_UPPER);
}

/** Reduced costs from the basis. */
export function priceAll(): void {
  for (let row = 0; row < rows; row += 1) putReal(tau, row, real(cost, whole(head, row)));
  btran(tau);
  for (let variable = 0; variable < all; variable += 1) {
    if (placeOf(variable) === BASIC) {
      putReal(reduced, variable, 0);
      continue;
    }
    let own = real(cost, variable);
    if (variable >= count) own -= real(tau, variable - count);
    else {
      const end = whole(columnStart, variable + 1);
      for (let at = whole(columnStart, variable); at < end; at += 1)
        own -= real(tau, whole(columnRow, at)) * real(columnValue, at);
    }
    putReal(reduced, variable, own);
  }
}

/** Values at the bounds that the reduced costs want, and those of the basic variables. */
export function recompute(): void {
  isStale = false;
  clear(flips, rows);
  for (let variable = 0; variable < all; variable += 1) {
    if (placeOf(variable) === BASIC) continue;
    const own = real(reduced, variable);
    const high = real(upper, variable);
    const isHigh = own < 0 || (own === 0 && real(value, variable) === high);
    const at = isHigh ? high : real(lower, variable);
    stand(variable, at);
    if (at !== 0) addColumnTo(flips, variable, -at);
  }
  ftran(flips);
  memory.copy(basicValue, flips, (<usize>rows) << 3);
  for (let row = 0; row < rows; row += 1) judge(row);
}

/** Takes the costs of basic logical variables away. Were there any? */
export function endShifts(): bool {
  let had = false;
  for (let row = 0; row < rows; row += 1) {
    const variable = whole(head, row);
    if (variable < count || real(cost, variable) === 0) continue;
    putReal(cost, variable, 0);
    had = true;
  }
  if (!had) return false;
  priceAll();
  recompute();
  return true;
}

/** The Lagrangian bound of the present prices, as a minimum, with the costs as they were given. */
export function least(): f64 {
  let sum = 0.0;
  for (let variable = 0; variable < all; variable += 1) {
    const own = real(reduced, variable) - real(cost, variable) + real(trueCost, variable);
    sum += own * (own > 0 ? real(lower, variable) : real(upper, variable));
  }
  return sum;
}
