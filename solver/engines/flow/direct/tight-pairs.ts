import type { OrderedPairs } from '../../../program/canonical.ts';
import { gathered } from '../../../program/columns.ts';
import type { Ends } from '../assignment/problem.ts';
import type { Prices } from './prices.ts';
import type { Region } from './region.ts';

/**
 * The pairs that are worth their prices and may be in a largest match: the only ones that a best match can have. The cover
 * rules out those from outside the region into it. A look at each pair.
 */
export function tightPairs(
  pairs: OrderedPairs,
  { participants, mentors }: Prices,
  region: Region | undefined,
): Ends {
  const inside = narrowest(mentors);
  const outside = region
    ? inside.map((price, column) => (region.columns[column] === 1 ? OUT_OF_REACH : price))
    : inside;
  const { starts } = pairs;
  let tight = new Int32Array(8 * starts.length);
  let count = 0;
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const degree = (starts[row + 1] as number) - (starts[row] as number);
    if (count + degree > tight.length) tight = extended(tight, count + degree);
    const asking = region?.rows[row] === 1 ? inside : outside;
    count = addTight(pairs, row, participants[row] as number, asking, tight, count);
  }
  const found = tight.subarray(0, count);
  return {
    row: gathered(new Int32Array(count), pairs.participant, found),
    column: gathered(new Int32Array(count), pairs.mentor, found),
  };
}

/** No worth reaches this price, nor does its difference to a worth leave 32 bits. */
const OUT_OF_REACH = 2 ** 30;

function addTight(
  { starts, mentor, score }: OrderedPairs,
  row: number,
  own: number,
  prices: Int32Array | Float64Array,
  tight: Int32Array,
  begin: number,
): number {
  const end = starts[row + 1] as number;
  let count = begin;
  for (let pair = starts[row] as number; pair < end; pair += 1) {
    if ((score[pair] as number) - (prices[mentor[pair] as number] as number) !== own) continue;
    tight[count] = pair;
    count += 1;
  }
  return count;
}

function narrowest(prices: Float64Array): Int32Array | Float64Array {
  for (let node = 0; node < prices.length; node += 1)
    if (Math.abs(prices[node] as number) >= OUT_OF_REACH) return prices;
  return new Int32Array(prices);
}

function extended(column: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(2 * column.length, least));
  longer.set(column);
  return longer;
}
