/** Augmenting row reduction (Jonker and Volgenant 1987), generalised to columns of several units and to units that may stay alone. */
import {
  ALONE,
  ENTRY,
  NONE,
  aloneWorth,
  bid,
  columnOf,
  columnPrice,
  firstUnit,
  mate,
  next,
  optional,
  putWeight,
  putWhole,
  room,
  rowOf,
  smallest,
  unitCount,
  unitPrice,
  weight,
  whole,
  worthOf,
} from './memory.ts';
import { extend, isComplete, link, listBegin, listEnd, unlink } from './state.ts';

let best: Weight = 0;
let second: Weight = 0;
let favourite: i32 = NONE;
let hasRoom: bool = false;

/** No bid goes beyond it. */
let highest: Weight = 0;

export function limitPrices(limit: Weight): void {
  highest = limit;
}

/** The unit's best and second best column at the present prices, one with room preferred among ties. */
function look(unit: i32): void {
  const row = whole(rowOf, unit);
  // Locals: a look at a variable of the module is a look at the memory.
  const prices = columnPrice;
  let isFree = load<u8>(optional + <usize>row) !== 0;
  let runnerUp = smallest();
  let top = isFree ? aloneWorth : smallest();
  let choice = isFree ? ALONE : NONE;
  let entry = listBegin(row);
  let last = listEnd(row);
  for (;;) {
    while (entry < last) {
      const worth = worthOf(entry);
      if (isFree ? worth <= top : worth < runnerUp) break;
      const column = columnOf(entry);
      const value = worth - weight(prices, column);
      if (value > top) {
        runnerUp = top;
        top = value;
        choice = column;
        isFree = whole(room, column) > 0;
      } else if (value === top && !isFree) {
        runnerUp = value;
        if (whole(room, column) > 0) {
          choice = column;
          isFree = true;
        }
      } else if (value > runnerUp) runnerUp = value;
      entry += ENTRY;
    }
    if (entry < last || isComplete(row)) break;
    if (last > listBegin(row)) {
      const bound = worthOf(last - ENTRY);
      if (isFree ? bound <= top : bound < runnerUp) break;
    }
    const done = entry - listBegin(row);
    extend(row);
    entry = listBegin(row) + done;
    last = listEnd(row);
  }
  best = top;
  second = runnerUp;
  favourite = choice;
  hasRoom = isFree;
}

/** Whether the unit is at its best with its column, or alone; that best is its price. */
export function isContent(unit: i32): bool {
  look(unit);
  putWeight(unitPrice, unit, best);
  const column = whole(mate, unit);
  if (column === ALONE) return best === aloneWorth;
  const row = whole(rowOf, unit);
  // The list reaches as far as the best value, and the column's worth is that or more.
  const end = listEnd(row);
  for (let entry = listBegin(row); entry < end && worthOf(entry) >= best; entry += ENTRY)
    if (columnOf(entry) === column) return worthOf(entry) - weight(columnPrice, column) === best;
  return false;
}

/** Gives the unit its favourite where that has room. */
function settle(unit: i32): bool {
  look(unit);
  if (!hasRoom) return false;
  take(unit);
  return true;
}

function take(unit: i32): void {
  putWeight(unitPrice, unit, best);
  if (favourite === ALONE) putWhole(mate, unit, ALONE);
  else {
    link(unit, favourite);
    putBid(unit, weight(columnPrice, favourite));
  }
}

export function greedy(): void {
  for (let unit = 0; unit < unitCount; unit += 1) if (whole(mate, unit) === NONE) settle(unit);
}

/** Two rounds in which free units outbid the holder that bid least, as far as their second choice lets them. */
export function reduceRows(rounds: i32): void {
  let left = 4 * unitCount;
  for (let round = 0; round < rounds; round += 1) {
    for (let unit = 0; unit < unitCount; unit += 1) {
      let free = unit;
      while (free !== NONE && whole(mate, free) === NONE && left > 0) {
        left -= 1;
        if (settle(free)) break;
        if (favourite === NONE || second === smallest()) break;
        const chase = best > second;
        if (chase && best - second > highest - weight(columnPrice, favourite)) break;
        free = outbid(free);
        if (!chase) break;
      }
    }
  }
}

@inline
function bidOf(unit: i32): Weight {
  return <Weight>load<f64>(bid + (<usize>unit << 3));
}

@inline
function putBid(unit: i32, price: Weight): void {
  store<f64>(bid + (<usize>unit << 3), <f64>price);
}

/** Puts the unit in the place of the lowest bidder of its favourite and returns that one. */
function outbid(unit: i32): i32 {
  const column = favourite;
  if (whole(firstUnit, column) === NONE) return NONE;
  const price = weight(columnPrice, column);
  let loser = whole(firstUnit, column);
  for (let other = whole(next, loser); other !== NONE; other = whole(next, other))
    if (bidOf(other) < bidOf(loser)) loser = other;
  unlink(loser);
  link(unit, column);
  putBid(unit, price + best - second);
  putWeight(unitPrice, unit, best);
  let lowest = bidOf(unit);
  for (let other = whole(next, unit); other !== NONE; other = whole(next, other))
    lowest = min(lowest, bidOf(other));
  if (lowest > price) raise(column, lowest);
  return loser;
}

function raise(column: i32, price: Weight): void {
  const rise = price - weight(columnPrice, column);
  putWeight(columnPrice, column, price);
  for (let unit = whole(firstUnit, column); unit !== NONE; unit = whole(next, unit))
    putWeight(unitPrice, unit, weight(unitPrice, unit) - rise);
}
