/** The inverse of the basis as a product of elementary matrices. */
import {
  alpha,
  alphaRows,
  columnRow,
  columnStart,
  columnValue,
  entryAfter,
  entryAt,
  etaStart,
  pivotOf,
  pivotValue,
  putEntry,
  putReal,
  putWhole,
  real,
  rowOf,
  valueOf,
  whole,
} from './memory.ts';

/** Elementary matrices, and how many of them were made since the last factorisation. */
export let matrices: i32 = 0;
export let updates: i32 = 0;
let filled: i32 = 0;

/** Entries of all elementary matrices. */
export function entryCount(): i32 {
  return filled;
}

export function clearInverse(): void {
  matrices = 0;
  updates = 0;
  filled = 0;
  putWhole(etaStart, 0, 0);
}

/** x := B^-1 x, in place; rows become basic positions. */
export function ftran(x: usize): void {
  let entry = entryAt(0);
  for (let eta = 0; eta < matrices; eta += 1) {
    const end = entryAt(whole(etaStart, eta + 1));
    const pivot = whole(pivotOf, eta);
    const t = real(x, pivot);
    if (t === 0) {
      entry = end;
      continue;
    }
    for (; entry < end; entry = entryAfter(entry)) {
      const row = rowOf(entry);
      putReal(x, row, real(x, row) + t * valueOf(entry));
    }
    putReal(x, pivot, t * real(pivotValue, eta));
  }
}

/** y := B^-T y, in place; basic positions become rows. */
export function btran(y: usize): void {
  for (let eta = matrices - 1; eta >= 0; eta -= 1) {
    const pivot = whole(pivotOf, eta);
    let sum = real(y, pivot) * real(pivotValue, eta);
    const end = entryAt(whole(etaStart, eta + 1));
    for (let entry = entryAt(whole(etaStart, eta)); entry < end; entry = entryAfter(entry))
      sum += real(y, rowOf(entry)) * valueOf(entry);
    putReal(y, pivot, sum);
  }
}

/** Adds an entry to the matrix that is closed next. */
export function addEntry(row: i32, entry: f64): void {
  putEntry(filled, row, entry);
  filled += 1;
}

export function closeMatrix(row: i32, pivot: f64): void {
  putWhole(pivotOf, matrices, row);
  putReal(pivotValue, matrices, pivot);
  matrices += 1;
  putWhole(etaStart, matrices, filled);
}

/** A structural column that no matrix before changes, with its pivot in the row. */
export function addColumn(row: i32, column: i32): void {
  const begin = whole(columnStart, column);
  const end = whole(columnStart, column + 1);
  let pivot = 1.0;
  for (let at = begin; at < end; at += 1) if (whole(columnRow, at) === row) pivot = 1 / real(columnValue, at);
  for (let at = begin; at < end; at += 1)
    if (whole(columnRow, at) !== row) addEntry(whole(columnRow, at), -real(columnValue, at) * pivot);
  closeMatrix(row, pivot);
}

/** The entering column, which stands in alpha with `length` entries, takes the row. */
export function update(row: i32, length: i32): void {
  const pivot = 1 / real(alpha, row);
  for (let at = 0; at < length; at += 1) {
    const other = whole(alphaRows, at);
    if (other !== row) addEntry(other, -real(alpha, other) * pivot);
  }
  closeMatrix(row, pivot);
  updates += 1;
}
