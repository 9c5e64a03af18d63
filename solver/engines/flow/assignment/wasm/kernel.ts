/**
 * What the host calls, in this order: layOut, takeOffBase and select for every row, prepare, greedy, reduceRows,
 * matchAll, lowerPrices.
 */
import { auction, auctioned } from './auction.ts';
import { divide, least, most, noteSpread, resetSpread, select, takeOffBase } from './lists.ts';
import { greedy, limitPrices, reduceRows } from './greedy.ts';
import {
  NONE,
  basePrice,
  bid,
  buffer,
  bufferedColumn,
  columnCount,
  columnPrice,
  degree,
  distance,
  entryAt,
  firstUnit,
  layOut,
  listLength,
  listStart,
  mate,
  missingBytes,
  optional,
  putWeight,
  putWhole,
  room,
  rowCount,
  rowOf,
  setAloneWorth,
  unitCount,
  unitPrice,
  unitStart,
  whole,
} from './memory.ts';
import { lowerPrices } from './lower.ts';
import { matchInPhases } from './phases.ts';
import { renewLists } from './renew.ts';
import { letStayAlone, matchAll, prepareSearch, scanned } from './search.ts';

export {
  auction,
  auctioned,
  basePrice,
  bid,
  buffer,
  bufferedColumn,
  columnPrice,
  degree,
  distance,
  divide,
  entryAt,
  greedy,
  layOut,
  least,
  letStayAlone,
  limitPrices,
  listLength,
  listStart,
  lowerPrices,
  matchAll,
  matchInPhases,
  mate,
  missingBytes,
  most,
  noteSpread,
  optional,
  reduceRows,
  renewLists,
  resetSpread,
  room,
  rowOf,
  scanned,
  setAloneWorth,
  select,
  takeOffBase,
  unitPrice,
};

/** Nobody is matched, and prices are the base prices, which must have been written. */
export function prepare(): void {
  for (let unit = 0; unit < unitCount; unit += 1) putWhole(mate, unit, NONE);
  for (let column = 0; column < columnCount; column += 1) {
    putWhole(firstUnit, column, NONE);
    putWeight(columnPrice, column, 0);
  }
  let unit = 0;
  for (let row = 0; row <= rowCount; row += 1) {
    putWhole(unitStart, row, unit);
    while (unit < unitCount && whole(rowOf, unit) === row) unit += 1;
  }
  prepareSearch();
}

/** How many units are free still. */
export function freeUnits(): i32 {
  let free = 0;
  for (let unit = 0; unit < unitCount; unit += 1) if (whole(mate, unit) === NONE) free += 1;
  return free;
}
