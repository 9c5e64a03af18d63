/** Shortest augmenting paths (Dijkstra with prices) from each free unit to a column with room, or to a unit that may stay alone. */
import { clearHeap, heapSize, popHeap, pushHeap, topKey } from './heap.ts';
import {
  ALONE,
  ENTRY,
  NONE,
  aloneWorth,
  columnCount,
  columnOf,
  columnPrice,
  distance,
  firstUnit,
  largest,
  listLength,
  listed,
  mate,
  next,
  optional,
  parent,
  putWeight,
  putWhole,
  queue as resumeAt,
  room,
  rowCount,
  rowOf,
  setAloneWorth,
  stack,
  touched,
  unitCount,
  unitPrice,
  weight,
  whole,
  worthOf,
} from './memory.ts';
import { extend, isComplete, link, listBegin, listEnd, unlink } from './state.ts';

/** Entries of a list that are looked at without a glance at what else is near. */
const AT_ONCE: usize = 128;

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
  return grow();
}

/** Goes on to the nearest goal; says whether there is one. */
function grow(): bool {
  while (heapSize() > 0) {
    const level = topKey();
    if (level >= nearest) break;
    const node = popHeap();
    if (node >= columnCount) resume(node - columnCount, level);
    else if (level > weight(distance, node)) continue;
    else leave(node, level);
    if (settle(level)) return true;
  }
  return goalColumn !== NONE || goalUnit !== NONE;
}

/** Goes on from the columns that were reached at this level itself; says whether a goal is no farther. */
function settle(level: Weight): bool {
  while (stacked > 0) {
    stacked -= 1;
    leave(whole(stack, stacked), level);
    if (nearest <= level) return true;
  }
  return nearest <= level;
}

/** From all free units at once, each at its price; the prices of free units must be at least their best. */
export function searchFromAll(): bool {
  nearest = largest();
  goalColumn = NONE;
  goalUnit = NONE;
  stacked = 0;
  clearHeap();
  for (let unit = 0; unit < unitCount; unit += 1) {
    if (whole(mate, unit) !== NONE) continue;
    scan(unit, weight(unitPrice, unit), 0);
    if (settle(0)) return true;
  }
  return grow();
}

/** Raises prices as after one search; free units have all come as far. */
export function shiftAll(): void {
  shift();
  for (let unit = 0; unit < unitCount; unit += 1)
    if (whole(mate, unit) === NONE) putWeight(unitPrice, unit, weight(unitPrice, unit) - nearest);
}

/** From a full column on to the units that hold it. */
function leave(column: i32, level: Weight): void {
  for (let unit = whole(firstUnit, column); unit !== NONE; unit = whole(next, unit)) {
    scan(unit, level + weight(unitPrice, unit), level);
    if (nearest <= level) return;
  }
}

function scan(unit: i32, base: Weight, level: Weight): void {
  if (load<u8>(optional + <usize>whole(rowOf, unit)) !== 0 && base - aloneWorth < nearest) {
    nearest = base - aloneWorth;
    goalUnit = unit;
    goalColumn = NONE;
  }
  scanFrom(unit, base, level, 0);
}

/** Goes on where the unit's list ended: the level is what the last entry there let expect of the next. */
function resume(unit: i32, level: Weight): void {
  const done = whole(resumeAt, unit);
  const last = listBegin(whole(rowOf, unit)) + <usize>(done - 1) * ENTRY;
  scanFrom(unit, level + worthOf(last), level, done);
}

/** Looks at the entries of the unit's list, some at a time; the others wait until the search comes that far. */
function scanFrom(unit: i32, base: Weight, level: Weight, first: i32): void {
  const row = whole(rowOf, unit);
  let done = first;
  for (;;) {
    let entry = listBegin(row) + <usize>done * ENTRY;
    const last = min(entry + AT_ONCE * ENTRY, listEnd(row));
    const from = entry;
    // Locals: a look at a variable of the module is a look at the memory.
    const prices = columnPrice;
    const distances = distance;
    let bar = nearest;
    while (entry < last) {
      const ahead = base - worthOf(entry);
      if (ahead >= bar) {
        scanned += <f64>((entry - from) / ENTRY + 1);
        return;
      }
      const column = columnOf(entry);
      const length = ahead + weight(prices, column);
      if (length < bar && length < weight(distances, column)) {
        reach(column, length, level, unit);
        bar = nearest;
      }
      entry += ENTRY;
    }
    const looked = <i32>((entry - from) / ENTRY);
    scanned += <f64>looked;
    done += looked;
    const isAtEnd = done === whole(listLength, row);
    if (isAtEnd && isComplete(row)) return;
    if (done > 0) {
      const bound = base - worthOf(entry - ENTRY);
      if (bound >= nearest) return;
      if (bound > level && (isAtEnd || stacked > 0 || (heapSize() > 0 && bound > topKey()))) {
        putWhole(resumeAt, unit, done);
        pushHeap(bound, columnCount + unit);
        return;
      }
    }
    if (isAtEnd) extend(row);
  }
}

/** The column at this length, shorter than known before and than the way to the goal. */
function reach(column: i32, length: Weight, level: Weight, unit: i32): void {
  if (weight(distance, column) === largest()) {
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

/** From now on every unit may stay alone, at this worth; who does so already chooses again. A search that came to no goal is forgotten. */
export function letStayAlone(worth: Weight): void {
  forget();
  setAloneWorth(worth);
  memory.fill(optional, 1, <usize>rowCount);
  for (let unit = 0; unit < unitCount; unit += 1) if (whole(mate, unit) === ALONE) putWhole(mate, unit, NONE);
}

export function forget(): void {
  for (let index = 0; index < touchedCount; index += 1) putWeight(distance, whole(touched, index), largest());
  touchedCount = 0;
}
