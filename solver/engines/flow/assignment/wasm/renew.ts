/**
 * Lists by worth less the present prices. Searches late in a solve have far goals, and from lists by worth they look at everything whose price has risen
 * out of reach again and again. The lists that there are are sorted anew: an edge that is in none is worth no more than the last that was,
 * so the list ends there.
 */
import { sort } from './lists.ts';
import {
  ENTRY,
  basePrice,
  columnCount,
  columnOf,
  columnPrice,
  listLength,
  putEntry,
  putWeight,
  putWhole,
  rowCount,
  selection,
  smallest,
  weight,
  whole,
  worthOf,
} from './memory.ts';
import { extendList, isComplete, listBegin, listEnd } from './state.ts';

/** A list of fewer is made anew of this many. */
const FEWEST: i32 = 16;
const WANTED: i32 = 128;

/** The prices become the base of all lists; the caller takes it off what it selects from now on. */
export function renewLists(): void {
  for (let row = 0; row < rowCount; row += 1) if (whole(listLength, row) > 0) renew(row);
  for (let column = 0; column < columnCount; column += 1) {
    putWeight(basePrice, column, weight(basePrice, column) + weight(columnPrice, column));
    putWeight(columnPrice, column, 0);
  }
  for (let row = 0; row < rowCount; row += 1)
    if (whole(listLength, row) < FEWEST && !isComplete(row)) extendList(row, WANTED);
}

function renew(row: i32): void {
  const count = whole(listLength, row);
  const begin = listBegin(row);
  const bound = isComplete(row) ? smallest() : worthOf(listEnd(row) - ENTRY);
  let kept = 0;
  for (let index = 0; index < count; index += 1) {
    const entry = begin + <usize>index * ENTRY;
    const column = columnOf(entry);
    const worth = worthOf(entry) - weight(columnPrice, column);
    putEntry(selection + <usize>kept * ENTRY, worth, column);
    kept += worth >= bound ? 1 : 0;
  }
  const sorted = sort(kept);
  memory.copy(begin, sorted, <usize>kept * ENTRY);
  putWhole(listLength, row, kept);
}
