/** Shortest augmenting paths (Dijkstra with prices) from each free unit to a column with room, or to a unit that may stay alone. */
import { clearHeap, heapSize, popHeap, pushHeap, topKey } from './heap.ts';
import {
  ALONE,
  ENTRY,
  NONE,
  columnCount,
  columnOf,
  columnPrice,
  distance,
  firstUnit,
  largest,
  listed,
  mate,
  next,
  optional,
  parent,
  putWeight,
  putWhole,
  room,
  rowOf,
  stack,
  touched,
  unitCount,
  unitPrice,
  weight,
  whole,
  worthOf,
} from './memory.ts';
import { extend, isComplete, link, listBegin, listEnd, unlink } from './state.ts';

let nearest: Weight = 0;
let goalColumn: i32 = NONE;
let goalUnit: i32 = NONE;
let stacked: i32 = 0;
let touchedCount: i32 = 0;

/** Work done: entries of lists looked at. */
export let scanned: f64 = 0;

export function prepareSearch(): void {
  scanned = 0;
  touchedCount = 0;
  for (let column = 0; column < columnCount; column += 1) putWeight(distance, column, largest());
}

/** What `matchAll` returns where it has used up its budget. */
const TIRED: i32 = -2;

/**
 * Matches every free unit; returns the unit that cannot be matched, whose search is left as it is, to be read; NONE where all are matched;
 * TIRED once more than `patience` times the length of the lists was scanned.
 */
export function matchAll(patience: f64): i32 {
  scanned = 0;
  for (let unit = 0; unit < unitCount; unit += 1) {
    if (whole(mate, unit) !== NONE) continue;
    if (scanned > patience * <f64>listed) return TIRED;
    if (!search(unit)) return unit;
    shift();
    putWeight(unitPrice, unit, -nearest);
    augment(unit);
    forget();
  }
  return NONE;
}

/**
 * Distances are those of the reduced lengths unit price + column price - worth >= 0, less the source's own price, which is not needed: so
 * the source begins at 0 and its first steps may be negative.
 */
function search(source: i32): bool {
  nearest = largest();
  goalColumn = NONE;
  goalUnit = NONE;
  stacked = 0;
  clearHeap();
  scan(source, 0, -largest());
  while (heapSize() > 0) {
    const level = topKey();
    if (level >= nearest) break;
    const column = popHeap();
    if (level > weight(distance, column)) continue;
    leave(column, level);
    while (stacked > 0) {
      stacked -= 1;
      leave(whole(stack, stacked), level);
      if (nearest <= level) return true;
    }
  }
  return goalColumn !== NONE || goalUnit !== NONE;
}

/** From a full column on to the units that hold it. */
function leave(column: i32, level: Weight): void {
  for (let unit = whole(firstUnit, column); unit !== NONE; unit = whole(next, unit)) {
    scan(unit, level + weight(unitPrice, unit), level);
    if (nearest <= level) return;
  }
}

function scan(unit: i32, base: Weight, level: Weight): void {
  const row = whole(rowOf, unit);
  if (load<u8>(optional + <usize>row) !== 0 && base < nearest) {
    nearest = base;
    goalUnit = unit;
    goalColumn = NONE;
  }
  const begin = listBegin(row);
  let entry = begin;
  let last = listEnd(row);
  for (;;) {
    while (entry < last) {
      const ahead = base - worthOf(entry);
      if (ahead >= nearest) {
        scanned += <f64>((entry - listBegin(row)) / ENTRY + 1);
        return;
      }
      const column = columnOf(entry);
      const length = ahead + weight(columnPrice, column);
      const known = weight(distance, column);
      if (length < known && length < nearest) {
        if (known === largest()) {
          putWhole(touched, touchedCount, column);
          touchedCount += 1;
        }
        putWeight(distance, column, length);
        putWhole(parent, column, unit);
        if (whole(room, column) > 0) {
          nearest = length;
          goalColumn = column;
          goalUnit = NONE;
        } else if (length === level) {
          putWhole(stack, stacked, column);
          stacked += 1;
        } else pushHeap(length, column);
      }
      entry += ENTRY;
    }
    scanned += <f64>((entry - listBegin(row)) / ENTRY);
    if (isComplete(row)) return;
    if (entry > listBegin(row) && base - worthOf(entry - ENTRY) >= nearest) return;
    const done = entry - listBegin(row);
    extend(row);
    entry = listBegin(row) + done;
    last = listEnd(row);
  }
}

/** Raises the prices of what lies nearer than the goal by its lead, which makes the path to the goal tight and keeps the rest feasible. */
function shift(): void {
  for (let index = 0; index < touchedCount; index += 1) {
    const column = whole(touched, index);
    const lead = nearest - weight(distance, column);
    if (lead <= 0) continue;
    putWeight(columnPrice, column, weight(columnPrice, column) + lead);
    for (let unit = whole(firstUnit, column); unit !== NONE; unit = whole(next, unit))
      putWeight(unitPrice, unit, weight(unitPrice, unit) - lead);
  }
}

function augment(source: i32): void {
  let column = goalColumn;
  if (goalUnit !== NONE) {
    column = whole(mate, goalUnit);
    if (goalUnit !== source) unlink(goalUnit);
    putWhole(mate, goalUnit, ALONE);
    if (goalUnit === source) return;
  }
  for (;;) {
    const unit = whole(parent, column);
    const left = whole(mate, unit);
    if (unit !== source) unlink(unit);
    link(unit, column);
    if (unit === source) return;
    column = left;
  }
}

export function forget(): void {
  for (let index = 0; index < touchedCount; index += 1) putWeight(distance, whole(touched, index), largest());
  touchedCount = 0;
}
