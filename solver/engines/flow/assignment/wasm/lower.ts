/**
 * Lowers the prices of columns that have room left, which a start from given prices may leave above 0. From such a column a Dijkstra search
 * runs backwards: as its price falls, rows come to want it; their columns' prices fall with it, until one of those is 0 (each row on the
 * path then moves, and the room is there), or a unit that stays alone wants to come, or the column's own price is 0.
 */
import { clearHeap, heapSize, popHeap, pushHeap, topKey } from './heap.ts';
import {
  ALONE,
  ENTRY,
  NONE,
  basePrice,
  columnCount,
  columnOf,
  columnPrice,
  columnStart,
  distance,
  entryAt,
  firstUnit,
  largest,
  listed,
  mate,
  next,
  parent,
  putEntry,
  putWeight,
  putWhole,
  reserve,
  room,
  rowCount,
  stack as target,
  touched,
  unitPrice,
  unitStart,
  weight,
  whole,
  worthOf,
} from './memory.ts';
import { extend, isComplete, link, listBegin, listEnd, unlink } from './state.ts';

let nearest: Weight = 0;
let goalColumn: i32 = NONE;
let goalUnit: i32 = NONE;
let touchedCount: i32 = 0;
let entries: usize = 0;

export function lowerPrices(): void {
  let isIndexed = false;
  for (let column = 0; column < columnCount; column += 1) {
    while (whole(room, column) > 0 && priceOf(column) > 0) {
      if (!isIndexed) index();
      isIndexed = true;
      search(column);
      shift();
      move(column);
      forget();
    }
  }
}

/** The edges by column. An edge worth no more than its row's price stays out: that price only rises from here on. */
function index(): void {
  const highest = highestBase();
  memory.fill(columnStart, 0, <usize>(columnCount + 2) << 2);
  for (let row = 0; row < rowCount; row += 1) {
    if (!hasUnits(row)) continue;
    const price = lowestPrice(row);
    while (!isComplete(row) && worthOf(listEnd(row) - ENTRY) + highest > price) extend(row);
    const end = listEnd(row);
    for (let entry = listBegin(row); entry < end && worthOf(entry) + highest > price; entry += ENTRY)
      if (takesPart(entry, price)) countUp(columnOf(entry) + 2);
  }
  for (let column = 0; column < columnCount; column += 1)
    putWhole(columnStart, column + 2, whole(columnStart, column + 2) + whole(columnStart, column + 1));
  reserve(whole(columnStart, columnCount + 1));
  entries = entryAt(listed);
  for (let row = 0; row < rowCount; row += 1) {
    if (!hasUnits(row)) continue;
    const price = lowestPrice(row);
    const end = listEnd(row);
    for (let entry = listBegin(row); entry < end && worthOf(entry) + highest > price; entry += ENTRY)
      if (takesPart(entry, price)) putEntry(entries + <usize>countUp(columnOf(entry) + 1) * ENTRY, worthOf(entry), row);
  }
}

@inline
function takesPart(entry: usize, price: Weight): bool {
  return worthOf(entry) + weight(basePrice, columnOf(entry)) > price;
}

function highestBase(): Weight {
  let highest: Weight = 0;
  for (let column = 0; column < columnCount; column += 1) highest = max(highest, weight(basePrice, column));
  return highest;
}

@inline
function priceOf(column: i32): Weight {
  return weight(basePrice, column) + weight(columnPrice, column);
}

/** Counts one more, and says how many there were. */
function countUp(counter: i32): i32 {
  const before = whole(columnStart, counter);
  putWhole(columnStart, counter, before + 1);
  return before;
}

@inline
function hasUnits(row: i32): bool {
  return whole(unitStart, row) < whole(unitStart, row + 1);
}

function lowestPrice(row: i32): Weight {
  let price = largest();
  for (let unit = whole(unitStart, row); unit < whole(unitStart, row + 1); unit += 1)
    price = min(price, weight(unitPrice, unit));
  return price;
}

function search(source: i32): void {
  nearest = priceOf(source);
  goalColumn = source;
  goalUnit = NONE;
  touchedCount = 0;
  clearHeap();
  touch(source, 0);
  leave(source, 0);
  while (heapSize() > 0) {
    const level = topKey();
    if (level >= nearest) return;
    const column = popHeap();
    if (level === weight(distance, column)) leave(column, level);
  }
}

function touch(column: i32, length: Weight): void {
  if (weight(distance, column) === largest()) {
    putWhole(touched, touchedCount, column);
    touchedCount += 1;
  }
  putWeight(distance, column, length);
}

function leave(column: i32, level: Weight): void {
  const end = entries + <usize>whole(columnStart, column + 1) * ENTRY;
  for (let entry = entries + <usize>whole(columnStart, column) * ENTRY; entry < end; entry += ENTRY) {
    const row = columnOf(entry);
    const ahead = level + weight(columnPrice, column) - worthOf(entry);
    const last = whole(unitStart, row + 1);
    for (let unit = whole(unitStart, row); unit < last; unit += 1) {
      const length = ahead + weight(unitPrice, unit);
      const from = whole(mate, unit);
      if (length >= nearest || from === column) continue;
      if (from === ALONE) {
        nearest = length;
        goalUnit = unit;
        goalColumn = column;
      } else if (length < weight(distance, from)) {
        touch(from, length);
        putWhole(parent, from, unit);
        putWhole(target, from, column);
        pushHeap(length, from);
        if (length + priceOf(from) < nearest) {
          nearest = length + priceOf(from);
          goalUnit = NONE;
          goalColumn = from;
        }
      }
    }
  }
}

function shift(): void {
  for (let place = 0; place < touchedCount; place += 1) {
    const column = whole(touched, place);
    const lead = nearest - weight(distance, column);
    if (lead <= 0) continue;
    putWeight(columnPrice, column, weight(columnPrice, column) - lead);
    for (let unit = whole(firstUnit, column); unit !== NONE; unit = whole(next, unit))
      putWeight(unitPrice, unit, weight(unitPrice, unit) + lead);
  }
}

function move(source: i32): void {
  let column = goalColumn;
  if (goalUnit !== NONE) link(goalUnit, column);
  while (column !== source) {
    const unit = whole(parent, column);
    const to = whole(target, column);
    unlink(unit);
    link(unit, to);
    column = to;
  }
}

function forget(): void {
  for (let place = 0; place < touchedCount; place += 1)
    putWeight(distance, whole(touched, place), largest());
}
