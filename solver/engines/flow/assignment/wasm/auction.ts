/**
 * Auction with epsilon scaling (Bertsekas 1988), for problems where many want the same few and shortest paths grow long. Each free unit bids for its
 * favourite what leaves it no better off than with its second choice, and epsilon more; the lowest bidder of a full column leaves. Prices are
 * fractions here. Afterwards they are rounded down to the grain of the worths, units that are then not at their best are set free,
 * and searches repair the rest: so nothing depends on the auction being right, or on its coming to an end.
 */
import {
  ALONE,
  ENTRY,
  NONE,
  aloneWorth,
  askingPrice,
  bid,
  columnCount,
  columnOf,
  columnPrice,
  firstUnit,
  listed,
  mate,
  next,
  optional,
  putWeight,
  putWhole,
  queue,
  room,
  rowOf,
  unitCount,
  weight,
  whole,
  worthOf,
} from './memory.ts';
import { isContent } from './greedy.ts';
import { extend, isComplete, link, listBegin, listEnd, unlink } from './state.ts';

let best: f64 = 0;
let second: f64 = 0;
let favourite: i32 = NONE;
/** Entries of lists looked at. */
export let auctioned: f64 = 0;

/**
 * From the present prices, in rounds whose epsilon falls from `coarse` to `fine`; all are free again after each.
 * Ends early when `patience` times the length of the lists was looked at, or a price would exceed `highest`. At the end prices are
 * rounded down to multiples of `grain`.
 */
export function auction(coarse: f64, fine: f64, divisor: f64, grain: f64, highest: f64, patience: f64): void {
  auctioned = 0;
  for (let column = 0; column < columnCount; column += 1)
    store<f64>(askingPrice + (<usize>column << 3), <f64>weight(columnPrice, column));
  let epsilon = max(coarse, fine);
  while (sell(epsilon, highest, patience) && epsilon > fine) {
    release();
    epsilon = max(epsilon / divisor, fine);
  }
  round(grain, highest);
}

/** Sets everybody free. */
function release(): void {
  for (let unit = 0; unit < unitCount; unit += 1) {
    if (whole(mate, unit) >= 0) unlink(unit);
    putWhole(mate, unit, NONE);
  }
}

/** One round: free units bid until there are none. False where it was broken off. */
function sell(epsilon: f64, highest: f64, patience: f64): bool {
  let waiting = 0;
  for (let unit = unitCount - 1; unit >= 0; unit -= 1) {
    if (whole(mate, unit) !== NONE) continue;
    putWhole(queue, waiting, unit);
    waiting += 1;
  }
  while (waiting > 0) {
    if (auctioned > patience * <f64>listed) return false;
    waiting -= 1;
    const loser = place(whole(queue, waiting), epsilon, highest);
    if (loser === ALONE) return false;
    if (loser === NONE) continue;
    putWhole(queue, waiting, loser);
    waiting += 1;
  }
  return true;
}

/** Lets a unit bid, and returns the unit that has to leave for it; NONE where there is none, ALONE where prices have left all bounds. */
function place(unit: i32, epsilon: f64, highest: f64): i32 {
  consider(unit);
  if (favourite === NONE) return NONE;
  if (favourite === ALONE) {
    putWhole(mate, unit, ALONE);
    return NONE;
  }
  const column = favourite;
  const price = load<f64>(askingPrice + (<usize>column << 3));
  const offer = price + min(best - second, highest) + epsilon;
  if (offer > highest) return ALONE;
  const loser = whole(room, column) > 0 ? NONE : lowestBidder(column);
  if (loser !== NONE) unlink(loser);
  else if (whole(room, column) === 0) return NONE;
  link(unit, column);
  store<f64>(bid + (<usize>unit << 3), offer);
  if (whole(room, column) === 0)
    store<f64>(askingPrice + (<usize>column << 3), load<f64>(bid + (<usize>lowestBidder(column) << 3)));
  return loser;
}

function lowestBidder(column: i32): i32 {
  let lowest = whole(firstUnit, column);
  if (lowest === NONE) return NONE;
  for (let other = whole(next, lowest); other !== NONE; other = whole(next, other))
    if (load<f64>(bid + (<usize>other << 3)) < load<f64>(bid + (<usize>lowest << 3))) lowest = other;
  return lowest;
}

/** The unit's best and second best column at the asking prices. */
function consider(unit: i32): void {
  const row = whole(rowOf, unit);
  const mayStayAlone = load<u8>(optional + <usize>row) !== 0;
  // Locals: a look at a variable of the module is a look at the memory.
  const prices = askingPrice;
  let runnerUp = -Infinity;
  let top = mayStayAlone ? <f64>aloneWorth : -Infinity;
  let choice = mayStayAlone ? ALONE : NONE;
  let entry = listBegin(row);
  for (;;) {
    const begin = listBegin(row);
    const last = listEnd(row);
    for (; entry < last; entry += ENTRY) {
      const worth = <f64>worthOf(entry);
      if (worth <= runnerUp) break;
      const column = columnOf(entry);
      const value = worth - load<f64>(prices + (<usize>column << 3));
      if (value <= runnerUp) continue;
      if (value > top) {
        runnerUp = top;
        top = value;
        choice = column;
      } else runnerUp = value;
    }
    auctioned += <f64>((entry - begin) / ENTRY + 1);
    if (entry < last || isComplete(row)) break;
    if (last > begin && <f64>worthOf(last - ENTRY) <= runnerUp) break;
    extend(row);
    entry = listBegin(row) + (entry - begin);
  }
  second = runnerUp;
  best = top;
  favourite = choice;
}

/** Prices become multiples of the grain; who is not at the best then is free. */
function round(grain: f64, highest: f64): void {
  for (let column = 0; column < columnCount; column += 1) {
    const price = Math.floor(min(load<f64>(askingPrice + (<usize>column << 3)), highest) / grain) * grain;
    putWeight(columnPrice, column, <Weight>price);
  }
  for (let unit = 0; unit < unitCount; unit += 1) {
    const column = whole(mate, unit);
    if (column === NONE) continue;
    if (isContent(unit)) continue;
    if (column >= 0) unlink(unit);
    putWhole(mate, unit, NONE);
  }
}
