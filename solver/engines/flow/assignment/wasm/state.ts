/** Who holds what: units linked at their columns, and the rows' lists extended as they are asked for. */
import {
  ENTRY,
  NONE,
  degree,
  entryAt,
  firstUnit,
  listLength,
  listStart,
  mate,
  next,
  previous,
  putWhole,
  room,
  whole,
} from './memory.ts';

/** The caller selects a longer list of the row. */
@external("host", "extend")
export declare function extendList(row: i32, wanted: i32): void;

/** Eight times as many entries as before, and all of them where that is most of the row. */
export function extend(row: i32): void {
  const wanted = 8 * whole(listLength, row);
  const all = whole(degree, row);
  extendList(row, 2 * wanted >= all ? all : wanted);
}

@inline
export function isComplete(row: i32): bool {
  return whole(listLength, row) === whole(degree, row);
}

@inline
export function listBegin(row: i32): usize {
  return entryAt(whole(listStart, row));
}

@inline
export function listEnd(row: i32): usize {
  return entryAt(whole(listStart, row)) + <usize>whole(listLength, row) * ENTRY;
}

export function link(unit: i32, column: i32): void {
  const first = whole(firstUnit, column);
  putWhole(mate, unit, column);
  putWhole(next, unit, first);
  putWhole(previous, unit, NONE);
  if (first !== NONE) putWhole(previous, first, unit);
  putWhole(firstUnit, column, unit);
  putWhole(room, column, whole(room, column) - 1);
}

export function unlink(unit: i32): void {
  const column = whole(mate, unit);
  const before = whole(previous, unit);
  const after = whole(next, unit);
  if (after !== NONE) putWhole(previous, after, before);
  if (before !== NONE) putWhole(next, before, after);
  else putWhole(firstUnit, column, after);
  putWhole(mate, unit, NONE);
  putWhole(room, column, whole(room, column) + 1);
}
