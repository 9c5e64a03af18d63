/**
 * The memory's map: one linear program at a time. Variables are the structural columns first, then a logical one for each row. The
 * elementary matrices' entries lie behind all else and may grow to the end of the memory.
 */

export let rows: i32 = 0;
/** Structural columns. */
export let count: i32 = 0;
/** Structural columns and logical ones. */
export let all: i32 = 0;

// The matrix by columns and by rows.
export let columnStart: usize = 0;
export let columnRow: usize = 0;
export let columnValue: usize = 0;
export let rowStart: usize = 0;
export let rowColumn: usize = 0;
export let rowValue: usize = 0;
// Of variables.
export let lower: usize = 0;
export let upper: usize = 0;
/** What is minimised, moved apart and shifted, and as it was given. */
export let cost: usize = 0;
export let trueCost: usize = 0;
export let value: usize = 0;
export let reduced: usize = 0;
/** As bytes: where each variable stands. */
export let place: usize = 0;
export let pivotRow: usize = 0;
export let touched: usize = 0;
export let candidate: usize = 0;
export let ratio: usize = 0;
export let size: usize = 0;
export let passed: usize = 0;
// Of rows: the basic variable, what it is worth, how far beyond its bounds that is, squared, and the steepest-edge weight.
export let head: usize = 0;
export let basicValue: usize = 0;
export let beyond: usize = 0;
export let edge: usize = 0;
export let rho: usize = 0;
export let alpha: usize = 0;
/** The rows where alpha is not 0. */
export let alphaRows: usize = 0;
export let tau: usize = 0;
export let flips: usize = 0;
// Of elementary matrices.
export let pivotOf: usize = 0;
export let pivotValue: usize = 0;
export let etaStart: usize = 0;
let entries: usize = 0;
let end: usize = 0;

/** A variable that cannot enter the basis: it is in it, or its bounds are equal. */
export const BASIC: i32 = 0;
export const FIXED: i32 = 1;
export const AT_LOWER: i32 = 2;
export const AT_UPPER: i32 = 3;

/** Bytes of an entry of an elementary matrix: a value, then a row. */
const ENTRY: usize = 12;
const PAGE: f64 = 65536;

function take(bytes: usize): usize {
  const at = end;
  end = (end + bytes + 15) & ~(<usize>15);
  return at;
}

function numbers(length: i32): usize {
  return take((<usize>length) << 3);
}

function wholes(length: i32): usize {
  return take((<usize>length) << 2);
}

/** Lays out a program of so many rows, structural columns and entries; `matrices` elementary matrices at most. False where the memory cannot grow so far. */
export function layOut(rowCount: i32, columnCount: i32, entryCount: i32, matrices: i32): bool {
  rows = rowCount;
  count = columnCount;
  all = rows + count;
  end = 64;
  columnStart = wholes(count + 1);
  columnRow = wholes(entryCount);
  columnValue = numbers(entryCount);
  rowStart = wholes(rows + 1);
  rowColumn = wholes(entryCount);
  rowValue = numbers(entryCount);
  lower = numbers(all);
  upper = numbers(all);
  cost = numbers(all);
  trueCost = numbers(all);
  value = numbers(all);
  reduced = numbers(all);
  place = take(<usize>all);
  pivotRow = numbers(all);
  touched = wholes(all);
  candidate = wholes(all);
  ratio = numbers(all);
  size = numbers(all);
  passed = wholes(all);
  head = wholes(rows);
  basicValue = numbers(rows);
  beyond = numbers(rows);
  edge = numbers(rows);
  rho = numbers(rows);
  alpha = numbers(rows);
  alphaRows = wholes(rows);
  tau = numbers(rows);
  flips = numbers(rows);
  pivotOf = wholes(matrices);
  pivotValue = numbers(matrices);
  etaStart = wholes(matrices + 1);
  entries = end;
  if (!reserve(0)) return false;
  memory.fill(64, 0, end - 64);
  return true;
}

/** Makes room for so many entries of elementary matrices in all. */
export function reserve(entryCount: f64): bool {
  const missing = Math.ceil((<f64>entries + entryCount * <f64>ENTRY) / PAGE) - <f64>memory.size();
  if (missing <= 0) return true;
  return missing <= PAGE && memory.grow(<i32>missing) >= 0;
}

export function entryAt(index: i32): usize {
  return entries + <usize>index * ENTRY;
}

export function valueOf(entry: usize): f64 {
  return load<f64>(entry);
}

export function rowOf(entry: usize): i32 {
  return load<i32>(entry, 8);
}

export function putEntry(index: i32, row: i32, entry: f64): void {
  const at = entryAt(index);
  store<f64>(at, entry);
  store<i32>(at, row, 8);
}

export function entryAfter(entry: usize): usize {
  return entry + ENTRY;
}

export function whole(array: usize, index: i32): i32 {
  return load<i32>(array + ((<usize>index) << 2));
}

export function putWhole(array: usize, index: i32, number: i32): void {
  store<i32>(array + ((<usize>index) << 2), number);
}

export function real(array: usize, index: i32): f64 {
  return load<f64>(array + ((<usize>index) << 3));
}

export function putReal(array: usize, index: i32, number: f64): void {
  store<f64>(array + ((<usize>index) << 3), number);
}

export function placeOf(variable: i32): i32 {
  return load<u8>(place + <usize>variable);
}

export function putPlace(variable: i32, own: i32): void {
  store<u8>(place + <usize>variable, <u8>own);
}

export function clear(array: usize, length: i32): void {
  memory.fill(array, 0, (<usize>length) << 3);
}
