/** The memory's map. Arrays are laid out anew for each problem; the lists of the rows lie behind them and may grow to the end of the memory. */

export const NONE: i32 = -1;
/** Mate of a unit that stays unmatched. */
export const ALONE: i32 = -2;

// Of rows.
export let listStart: usize = 0;
export let listLength: usize = 0;
export let degree: usize = 0;
export let optional: usize = 0;
/** Units of row i: unitStart[i] to unitStart[i + 1] - 1. */
export let unitStart: usize = 0;
// Of units.
export let rowOf: usize = 0;
export let mate: usize = 0;
export let next: usize = 0;
export let previous: usize = 0;
export let unitPrice: usize = 0;
/** As doubles. */
export let bid: usize = 0;
export let queue: usize = 0;
/** How far a unit's list was read. */
export let cursor: usize = 0;
// Of columns.
export let columnPrice: usize = 0;
export let room: usize = 0;
export let firstUnit: usize = 0;
export let distance: usize = 0;
export let parent: usize = 0;
export let touched: usize = 0;
export let stack: usize = 0;
/** The pass in which a column was entered. */
export let visited: usize = 0;
/** As doubles, while an auction runs. */
export let askingPrice: usize = 0;
export let heap: usize = 0;
/** Where the edges of each column begin, once they are indexed by column. */
export let columnStart: usize = 0;
/** What lists have already taken off the worths; a column's price stands for what it costs beyond that, so from 0 until prices are lowered. */
export let basePrice: usize = 0;
// Worths of one or more rows with their columns, and what is selected of them.
export let buffer: usize = 0;
export let bufferedColumn: usize = 0;
export let selection: usize = 0;
export let merged: usize = 0;
/** Counters of a radix sort. */
export let radix: usize = 0;
/** For each set of four lanes, the order of bytes that brings these lanes to the front. */
export let packing: usize = 0;

/** What a unit is worth that stays alone: 0, or less than any exchange of pairs can gain where as many as possible have to be matched. */
export let aloneWorth: Weight = 0;

export function setAloneWorth(worth: Weight): void {
  aloneWorth = worth;
}

export let rowCount: i32 = 0;
export let unitCount: i32 = 0;
export let columnCount: i32 = 0;
/** Entries in the lists of all rows. */
export let listed: i32 = 0;
let lists: usize = 0;
let end: usize = 0;

/** Bytes of an entry of a list or of the heap: a weight, then a column. */
@inline
export const ENTRY: usize = sizeof<Weight>() + 4;

@inline
export function heapCapacity(): i32 {
  return 2 * columnCount + unitCount + 64;
}

function take(bytes: usize): usize {
  const at = end;
  end = (end + bytes + 15) & ~(<usize>15);
  return at;
}

/** Lays out a problem; `widest` is the room for worths, `entries` for what is selected of a row. */
export function layOut(rows: i32, units: i32, columns: i32, widest: i32, entries: i32): void {
  rowCount = rows;
  unitCount = units;
  columnCount = columns;
  listed = 0;
  missingBytes = 0;
  aloneWorth = 0;
  end = 64;
  listStart = take(<usize>rows << 2);
  listLength = take(<usize>rows << 2);
  degree = take(<usize>rows << 2);
  optional = take(<usize>rows);
  unitStart = take(<usize>(rows + 1) << 2);
  rowOf = take(<usize>units << 2);
  mate = take(<usize>units << 2);
  next = take(<usize>units << 2);
  previous = take(<usize>units << 2);
  unitPrice = take(<usize>units * sizeof<Weight>());
  bid = take(<usize>units << 3);
  queue = take(<usize>units << 2);
  cursor = take(<usize>units << 2);
  columnPrice = take(<usize>columns * sizeof<Weight>());
  room = take(<usize>columns << 2);
  firstUnit = take(<usize>columns << 2);
  distance = take(<usize>columns * sizeof<Weight>());
  parent = take(<usize>columns << 2);
  touched = take(<usize>columns << 2);
  stack = take(<usize>columns << 2);
  visited = take(<usize>columns << 2);
  heap = take(<usize>heapCapacity() * ENTRY);
  askingPrice = take(<usize>columns << 3);
  columnStart = take(<usize>(columns + 2) << 2);
  basePrice = take(<usize>columns * sizeof<Weight>());
  buffer = take(<usize>widest * sizeof<Weight>());
  bufferedColumn = take(<usize>widest << 2);
  selection = take(<usize>(entries + 64) * ENTRY);
  merged = take(<usize>(entries + 64) * ENTRY);
  radix = take(8192);
  packing = take(256);
  lists = end;
  reserve(0);
  layOutPacking();
}

function layOutPacking(): void {
  for (let lanes = 0; lanes < 16; lanes += 1) {
    let to = packing + (<usize>lanes << 4);
    for (let lane = 0; lane < 4; lane += 1) {
      if (((lanes >> lane) & 1) === 0) continue;
      store<u32>(to, 0x03020100 + 0x04040404 * lane);
      to += 4;
    }
  }
}

/** Bytes of the memory that could not be had, before a trap because of it. */
export let missingBytes: f64 = 0;

const PAGE: f64 = 65536;

/** Makes sure that `count` more entries fit; traps where the memory cannot grow. */
export function reserve(count: i32): void {
  const needed = <f64>lists + (<f64>listed + <f64>count) * <f64>ENTRY;
  const missing = Math.ceil(needed / PAGE) - <f64>memory.size();
  if (missing <= 0) return;
  if (missing <= PAGE && grow(<i32>max(missing, <f64>(memory.size() >> 3)))) return;
  if (missing <= PAGE && grow(<i32>missing)) return;
  missingBytes = needed;
  unreachable();
}

function grow(pages: i32): bool {
  return memory.grow(pages) >= 0;
}

export function append(count: i32): i32 {
  const at = listed;
  listed += count;
  return at;
}

@inline
export function entryAt(index: i32): usize {
  return lists + <usize>index * ENTRY;
}

@inline
export function worthOf(entry: usize): Weight {
  return load<Weight>(entry);
}

@inline
export function columnOf(entry: usize): i32 {
  return load<i32>(entry, sizeof<Weight>());
}

@inline
export function putEntry(entry: usize, weight: Weight, column: i32): void {
  store<Weight>(entry, weight);
  store<i32>(entry, column, sizeof<Weight>());
}

@inline
export function whole(array: usize, index: i32): i32 {
  return load<i32>(array + (<usize>index << 2));
}

@inline
export function putWhole(array: usize, index: i32, value: i32): void {
  store<i32>(array + (<usize>index << 2), value);
}

@inline
export function weight(array: usize, index: i32): Weight {
  return load<Weight>(array + <usize>index * sizeof<Weight>());
}

@inline
export function putWeight(array: usize, index: i32, value: Weight): void {
  store<Weight>(array + <usize>index * sizeof<Weight>(), value);
}

@inline
export function largest(): Weight {
  return isFloat<Weight>() ? <Weight>Infinity : <Weight>i32.MAX_VALUE;
}

@inline
export function smallest(): Weight {
  return isFloat<Weight>() ? <Weight>-Infinity : <Weight>i32.MIN_VALUE;
}
