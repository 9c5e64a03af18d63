/** What the host calls: layOut and the program's numbers, then a factorisation, then runs of pivots, each factorisation when it is due. */
import { forgetPivotRow } from './entering.ts';
import { addColumn, addEntry, clearInverse, closeMatrix, entryCount, updates } from './inverse.ts';
import {
  columnRow,
  columnStart,
  columnValue,
  cost,
  edge,
  head,
  layOut as layOutMemory,
  lower,
  basicValue,
  place,
  reduced,
  reserve,
  rho,
  rowColumn,
  rowStart,
  rowValue,
  trueCost,
  upper,
  value,
} from './memory.ts';
import { advance, beginRun, countStep, pivotAt, steps, stuckRow } from './pivot.ts';
import { endShifts, least, makeStale, priceAll, recompute } from './standing.ts';

export {
  addColumn,
  addEntry,
  advance,
  basicValue,
  beginRun,
  clearInverse,
  closeMatrix,
  columnRow,
  columnStart,
  columnValue,
  cost,
  countStep,
  edge,
  endShifts,
  entryCount,
  head,
  least,
  lower,
  makeStale,
  pivotAt,
  place,
  priceAll,
  recompute,
  reduced,
  reserve,
  rho,
  rowColumn,
  rowStart,
  rowValue,
  steps,
  stuckRow,
  trueCost,
  updates,
  upper,
  value,
};

export function layOut(rowCount: i32, columnCount: i32, entries: i32, matrices: i32): bool {
  if (!layOutMemory(rowCount, columnCount, entries, matrices)) return false;
  forgetPivotRow();
  clearInverse();
  makeStale();
  return true;
}
