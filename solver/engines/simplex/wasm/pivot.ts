/** Pivots of the dual simplex method. */
import { enteringVariable, passedCount, priceRow, touchedCount } from './entering.ts';
import { btran, ftran, update, updates } from './inverse.ts';
import {
  AT_LOWER,
  BASIC,
  FIXED,
  alpha,
  alphaRows,
  basicValue,
  beyond,
  clear,
  cost,
  count,
  edge,
  flips,
  head,
  lower,
  passed,
  pivotRow,
  placeOf,
  putPlace,
  putReal,
  putWhole,
  real,
  reduced,
  rho,
  rows,
  tau,
  touched,
  upper,
  value,
  whole,
} from './memory.ts';
import { addColumnTo, isStale, judge, least, makeStale, recompute, stand } from './standing.ts';

/** The pivot as the row and as the column give it may differ by this share. */
const AGREEMENT: f64 = 1e-7;
const LEAST_WEIGHT: f64 = 1e-4;
/** Entries of the entering column below this are taken for 0. */
const DROPPED: f64 = 1e-14;
/** Elementary matrices after which solving with them costs more than making them anew. */
const LONG: i32 = 60;

/** Why pivoting ended. */
export const PAUSED: i32 = 0;
/** The bound is at or below what is enough. */
export const HOPELESS: i32 = 1;
/** A factorisation is due. */
export const LONG_INVERSE: i32 = 2;
/** All basic variables are within their bounds. */
export const FEASIBLE_BASIS: i32 = 3;
/** No variable can enter for the one that should leave. */
export const STUCK: i32 = 4;
/** The numbers have become bad. */
export const TROUBLE: i32 = 5;
const DONE: i32 = 6;

/** Pivots of the present run, and a few vain steps. */
export let steps: i32 = 0;
/** The row that had to leave when pivoting ended STUCK. */
export let stuckRow: i32 = -1;

let alphaCount: i32 = 0;

export function beginRun(): void {
  steps = 0;
}

export function countStep(): void {
  steps += 1;
}

/** Goes on until something ends it, or the run has so many steps. A bound of the maximum at or below `enough` will do. */
export function advance(most: i32, enough: f64): i32 {
  if (isStale) recompute();
  while (steps < most) {
    if (updates >= LONG) return LONG_INVERSE;
    const row = leavingRow();
    if (row < 0) return FEASIBLE_BASIS;
    const ended = pivotAt(row, enough);
    if (ended !== DONE) return ended;
  }
  return PAUSED;
}

/** One pivot, with the row's variable leaving. DONE where there is no reason to end. */
export function pivotAt(row: i32, enough: f64): i32 {
  const ended = step(row);
  if (ended !== DONE) return ended;
  if (isStale) recompute();
  steps += 1;
  return (steps & 3) === 0 && -least() <= enough ? HOPELESS : DONE;
}

/** The row whose basic variable is farthest beyond a bound, measured along its edge. */
function leavingRow(): i32 {
  let best = -1;
  let bestScore = 0.0;
  for (let row = 0; row < rows; row += 1) {
    const far = real(beyond, row);
    if (far === 0) continue;
    const score = far / real(edge, row);
    if (score <= bestScore) continue;
    best = row;
    bestScore = score;
  }
  return best;
}

function step(row: i32): i32 {
  const leaving = whole(head, row);
  const own = real(basicValue, row);
  const isShort = own < real(lower, leaving);
  const target = isShort ? real(lower, leaving) : real(upper, leaving);
  clear(rho, rows);
  putReal(rho, row, 1);
  btran(rho);
  priceRow();
  const entering = enteringVariable(isShort ? -1 : 1, abs<f64>(own - target));
  if (entering < 0) {
    stuckRow = row;
    return STUCK;
  }
  clear(alpha, rows);
  addColumnTo(alpha, entering, 1);
  ftran(alpha);
  const pivot = real(alpha, row);
  const expected = real(pivotRow, entering);
  if (abs<f64>(pivot - expected) > AGREEMENT * (1 + abs<f64>(expected)) && updates > 0) return TROUBLE;
  listAlpha();
  moveFlipped();
  moveDual(leaving, entering, expected);
  movePrimal(row, leaving, entering, target, pivot);
  moveEdges(row, pivot);
  update(row, alphaCount);
  return DONE;
}

function listAlpha(): void {
  alphaCount = 0;
  for (let row = 0; row < rows; row += 1) {
    const entry = real(alpha, row);
    if (entry < DROPPED && entry > -DROPPED) continue;
    putWhole(alphaRows, alphaCount, row);
    alphaCount += 1;
  }
}

/** Variables that were passed by go to their other bounds, and the basic ones follow. */
function moveFlipped(): void {
  if (passedCount === 0) return;
  clear(flips, rows);
  for (let index = 0; index < passedCount; index += 1) {
    const variable = whole(passed, index);
    const before = real(value, variable);
    const after = placeOf(variable) === AT_LOWER ? real(upper, variable) : real(lower, variable);
    stand(variable, after);
    addColumnTo(flips, variable, after - before);
  }
  ftran(flips);
  for (let row = 0; row < rows; row += 1) {
    const move = real(flips, row);
    if (move === 0) continue;
    putReal(basicValue, row, real(basicValue, row) - move);
    judge(row);
  }
}

function moveDual(leaving: i32, entering: i32, pivot: f64): void {
  const length = real(reduced, entering) / pivot;
  for (let index = 0; index < touchedCount; index += 1) {
    const variable = whole(touched, index);
    const now = real(reduced, variable) - length * real(pivotRow, variable);
    putReal(reduced, variable, now);
    const stands = placeOf(variable);
    if (now === 0 || stands === FIXED || (stands === AT_LOWER) === now > 0) continue;
    // A reduced cost that came to the wrong side is made 0 by a shift of its cost.
    putReal(cost, variable, real(cost, variable) - now);
    putReal(reduced, variable, 0);
  }
  putReal(reduced, entering, 0);
  putReal(reduced, leaving, -length);
  const own = real(cost, leaving);
  if (leaving < count || own === 0) return;
  putReal(reduced, leaving, -length - own);
  putReal(cost, leaving, 0);
  if (-length > 0 !== -length - own > 0) makeStale();
}

function movePrimal(row: i32, leaving: i32, entering: i32, target: f64, pivot: f64): void {
  const length = (real(basicValue, row) - target) / pivot;
  putWhole(head, row, entering);
  for (let at = 0; at < alphaCount; at += 1) {
    const other = whole(alphaRows, at);
    if (other === row) continue;
    putReal(basicValue, other, real(basicValue, other) - length * real(alpha, other));
    judge(other);
  }
  putReal(basicValue, row, real(value, entering) + length);
  judge(row);
  putPlace(entering, BASIC);
  stand(leaving, target);
}

function moveEdges(row: i32, pivot: f64): void {
  let own = 0.0;
  for (let other = 0; other < rows; other += 1) {
    const entry = real(rho, other);
    putReal(tau, other, entry);
    own += entry * entry;
  }
  ftran(tau);
  for (let at = 0; at < alphaCount; at += 1) {
    const other = whole(alphaRows, at);
    if (other === row) continue;
    const share = real(alpha, other) / pivot;
    const weight = real(edge, other) - 2 * share * real(tau, other) + share * share * own;
    putReal(edge, other, max<f64>(max<f64>(weight, LEAST_WEIGHT), 1e-2 * share * share * own));
  }
  putReal(edge, row, max<f64>(own / (pivot * pivot), LEAST_WEIGHT));
}
