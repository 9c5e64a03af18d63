/**
 * Many shortest paths at once, for worths of which many are equal: one Dijkstra search from all free units together, then as many disjoint paths of
 * length zero as a search depth first finds (the phases of Hopcroft and Karp 1973, on the tight edges of the Hungarian method). Lengths then take few
 * values, so few phases are needed, where one search for each unit would look at the same ties again and again.
 */
import {
  ALONE,
  ENTRY,
  NONE,
  aloneWorth,
  columnCount,
  columnOf,
  columnPrice,
  cursor,
  firstUnit,
  listLength,
  mate,
  next,
  optional,
  parent as holder,
  putWeight,
  putWhole,
  queue as pathUnit,
  room,
  rowOf,
  stack as pathColumn,
  unitCount,
  unitPrice,
  visited,
  weight,
  whole,
  worthOf,
} from './memory.ts';
import { isContent } from './greedy.ts';
import { forget, scanned, searchFromAll, shiftAll } from './search.ts';
import { extend, isComplete, link, listBegin, unlink } from './state.ts';

let pass: i32 = 0;

/** Phases while each looks at no more than `most` entries for a unit that it matches. */
export function matchInPhases(most: f64): void {
  let free = priceFreeUnits();
  pass = 0;
  for (let column = 0; column < columnCount; column += 1) putWhole(visited, column, 0);
  let before = scanned;
  let matched = free;
  while (free > 0 && scanned - before <= most * <f64>matched) {
    before = scanned;
    const isReached = searchFromAll();
    if (isReached) shiftAll();
    forget();
    if (!isReached) return;
    matched = augmentAll();
    free -= matched;
  }
}

/** Gives every free unit the price of its best. */
function priceFreeUnits(): i32 {
  let free = 0;
  for (let unit = 0; unit < unitCount; unit += 1) {
    if (whole(mate, unit) !== NONE) continue;
    isContent(unit);
    free += 1;
  }
  return free;
}

/** Disjoint paths over tight edges from free units; says how many were found. */
function augmentAll(): i32 {
  pass += 1;
  for (let unit = 0; unit < unitCount; unit += 1) putWhole(cursor, unit, 0);
  let matched = 0;
  for (let unit = 0; unit < unitCount; unit += 1)
    if (whole(mate, unit) === NONE && augmentFrom(unit)) matched += 1;
  return matched;
}

/** Depth first; a column is entered once a pass, and so is each of its units. */
function augmentFrom(source: i32): bool {
  putWhole(pathUnit, 0, source);
  let depth = 0;
  while (depth >= 0) {
    const unit = whole(pathUnit, depth);
    if (load<u8>(optional + <usize>whole(rowOf, unit)) !== 0 && weight(unitPrice, unit) === aloneWorth) {
      if (depth > 0) unlink(unit);
      putWhole(mate, unit, ALONE);
      move(depth - 1);
      return true;
    }
    const column = tightColumn(unit);
    if (column === NONE) {
      depth = nextBranch(depth);
      continue;
    }
    putWhole(visited, column, pass);
    putWhole(pathColumn, depth, column);
    if (whole(room, column) > 0) {
      move(depth);
      return true;
    }
    const first = whole(firstUnit, column);
    if (first === NONE) continue;
    putWhole(holder, column, first);
    depth += 1;
    putWhole(pathUnit, depth, first);
  }
  return false;
}

/** The depth to go on from, where the unit at this depth leads nowhere: another unit of the same column, else the unit before it; below 0 where there is none. */
function nextBranch(depth: i32): i32 {
  return depth > 0 && enterNext(depth - 1) ? depth : depth - 1;
}

/** Puts the next unit of the path's column at this depth on the path. */
function enterNext(depth: i32): bool {
  const column = whole(pathColumn, depth);
  const unit = whole(next, whole(holder, column));
  if (unit === NONE) return false;
  putWhole(holder, column, unit);
  putWhole(pathUnit, depth + 1, unit);
  return true;
}

/** The next column, not entered in this pass, that is worth its price to the unit. */
function tightColumn(unit: i32): i32 {
  const row = whole(rowOf, unit);
  const price = weight(unitPrice, unit);
  let done = whole(cursor, unit);
  while (isListed(row, done)) {
    const entry = listBegin(row) + <usize>done * ENTRY;
    const worth = worthOf(entry);
    if (worth < price) return NONE;
    done += 1;
    const column = columnOf(entry);
    if (worth - weight(columnPrice, column) !== price || whole(visited, column) === pass) continue;
    putWhole(cursor, unit, done);
    return column;
  }
  putWhole(cursor, unit, done);
  return NONE;
}

/** Has the row so many entries? Makes its list longer where need be. */
function isListed(row: i32, place: i32): bool {
  while (place >= whole(listLength, row) && !isComplete(row)) extend(row);
  return place < whole(listLength, row);
}

/** Every unit of the path up to this depth takes the column after it. */
function move(depth: i32): void {
  for (let at = depth; at >= 0; at -= 1) {
    const unit = whole(pathUnit, at);
    if (at > 0) unlink(unit);
    link(unit, whole(pathColumn, at));
  }
}
