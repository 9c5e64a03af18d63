import { reducedCosts } from '../../program/prices.ts';
import type { WholePrices } from '../../program/prices.ts';
import { FREE } from '../../program/program.ts';
import type { Limits, Program } from '../../program/program.ts';

/**
 * The same prices with those of people made best, the mentors' for given participants' and the other way round: coordinate descent on the bound, which
 * is never raised. Prices from a linear program over some pairs leave people without a row at price 0, and all their other pairs
 * above it; here they take the price that these ask for. Linear in the pairs.
 */
export function polished(program: Program, prices: WholePrices): WholePrices {
  const reduced = reducedCosts(program, prices);
  const own = { ...prices, participants: prices.participants.slice(), mentors: prices.mentors.slice() };
  polishSide(program, reduced, program.participants, program.participant, own.participants);
  polishSide(program, reduced, program.mentors, program.mentor, own.mentors);
  return own;
}

/** Moves each person's price into the range where the bound is least, and the reduced costs with it. */
function polishSide(
  { fixed }: Program,
  reduced: Float64Array,
  { min, max }: Limits,
  ends: Int32Array,
  prices: Float64Array,
): void {
  const taken = new Int32Array(max.length);
  for (let pair = 0; pair < fixed.length; pair += 1)
    if (fixed[pair] === 1) taken[ends[pair] as number] = (taken[ends[pair] as number] as number) + 1;
  const most = max.map((limit, node) => Math.max(0, limit - (taken[node] as number)));
  const least = min.map((limit, node) => Math.max(0, limit - (taken[node] as number)));
  const top = largestWorths(fixed, reduced, ends, prices, most);
  const shift = new Float64Array(prices.length);
  for (let node = 0; node < prices.length; node += 1) {
    const before = prices[node] as number;
    const after = bestPrice(top, most, least, node, before);
    shift[node] = after - before;
    prices[node] = after;
  }
  for (let pair = 0; pair < reduced.length; pair += 1)
    reduced[pair] = (reduced[pair] as number) - (shift[ends[pair] as number] as number);
}

interface Top {
  readonly starts: Int32Array;
  /** Of each person one more than the limit, descending. */
  readonly worths: Float64Array;
}

function largestWorths(
  fixed: Int8Array,
  reduced: Float64Array,
  ends: Int32Array,
  prices: Float64Array,
  most: Int32Array,
): Top {
  const starts = new Int32Array(most.length + 1);
  for (let node = 0; node < most.length; node += 1)
    starts[node + 1] = (starts[node] as number) + (most[node] as number) + 1;
  const worths = new Float64Array(starts[most.length] as number).fill(-Infinity);
  for (let pair = 0; pair < fixed.length; pair += 1) {
    if (fixed[pair] !== FREE) continue;
    const node = ends[pair] as number;
    const worth = (reduced[pair] as number) + (prices[node] as number);
    const first = starts[node] as number;
    let place = (starts[node + 1] as number) - 1;
    if (worth <= (worths[place] as number)) continue;
    for (; place > first && (worths[place - 1] as number) < worth; place -= 1)
      worths[place] = worths[place - 1] as number;
    worths[place] = worth;
  }
  return { starts, worths };
}

/**
 * The bound holds max(u a, u b) + sum max(0, w - u) for a person of the price u whose pairs are worth w: convex in u, and least between the
 * b-th and the next largest w where these are above 0, between the a-th and the next where those are below.
 */
function bestPrice(
  { starts, worths }: Top,
  most: Int32Array,
  least: Int32Array,
  node: number,
  before: number,
): number {
  const at = (place: number) => worths[(starts[node] as number) + place] as number;
  const [a, b] = [least[node] as number, most[node] as number];
  if (b === 0) return Math.max(0, before, at(0));
  if (at(b - 1) >= 0) return within(before, Math.max(0, at(b)), at(b - 1));
  if (a > 0 && at(a - 1) < 0) return at(a - 1) === -Infinity ? before : within(before, at(a), at(a - 1));
  return 0;
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
