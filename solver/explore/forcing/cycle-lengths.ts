import { DistanceRows } from './distance-rows.ts';
import type { Exchanges } from './exchanges.ts';
import { shortestPaths } from './shortest-paths.ts';

/**
 * For each pair the length of the shortest cycle of exchanges over its arc, Infinity where there is none: over the arc of a pair left
 * out it is the cheapest way to have the pair, over that of a pair chosen the cheapest way to be without it.
 *
 * Such a cycle comes to an other over a pair chosen or from the root, and leaves it over a pair left out or to the root. So the
 * distances from each centre and from the root to all centres tell every one of them: one search a centre (distance-rows.ts), and one
 * look at each pair for each partner that its other has.
 */
export function cycleLengths(exchanges: Exchanges): Float64Array {
  const { centres, others } = exchanges;
  const root = others + centres;
  const fromRoot = shortestPaths(exchanges, root).distance.subarray(others, root);
  const shortest = new Float64Array(exchanges.x.length).fill(Infinity);
  const held = heldByOther(exchanges);
  loseOverRoot(exchanges, held, fromRoot, shortest);
  const rows = new DistanceRows(exchanges, fromRoot);
  for (let centre = 0; centre < centres; centre += 1) {
    rows.search(centre);
    exchangeOver(exchanges, held, centre, rows, shortest);
  }
  return shortest;
}

/** The chosen pairs that may be given up, by other. */
interface Held {
  readonly starts: Int32Array;
  readonly pair: Int32Array;
}

function heldByOther({ others, otherStarts, byOther, x, length }: Exchanges): Held {
  const first = new Int32Array(others + 1);
  const pairs: number[] = [];
  for (let node = 0; node < others; node += 1) {
    for (let place = otherStarts[node] as number; place < (otherStarts[node + 1] as number); place += 1) {
      const pair = byOther[place] as number;
      if (x[pair] === 1 && length[pair] !== Infinity) pairs.push(pair);
    }
    first[node + 1] = pairs.length;
  }
  return { starts: first, pair: Int32Array.from(pairs) };
}

/** Cycles centre -> other -> root -> ... -> centre. */
function loseOverRoot(
  { other, centre, length, otherToRoot }: Exchanges,
  { pair: held }: Held,
  fromRoot: Float64Array,
  shortest: Float64Array,
): void {
  for (const pair of held)
    shortest[pair] =
      (length[pair] as number) +
      (otherToRoot[other[pair] as number] as number) +
      (fromRoot[centre[pair] as number] as number);
}

/** Cycles over each pair that is left out into one centre, and back to the pair's other over what it holds or over the root. */
function exchangeOver(
  { centreStarts, byCentre, other, centre, x, length, rootToOther }: Exchanges,
  held: Held,
  into: number,
  { distance, rootDistance }: DistanceRows,
  shortest: Float64Array,
): void {
  const end = centreStarts[into + 1] as number;
  for (let place = centreStarts[into] as number; place < end; place += 1) {
    const pair = byCentre[place] as number;
    if (x[pair] === 1) continue;
    const node = other[pair] as number;
    const step = length[pair] as number;
    let best = step + rootDistance + (rootToOther[node] as number);
    const last = held.starts[node + 1] as number;
    for (let slot = held.starts[node] as number; slot < last; slot += 1) {
      const given = held.pair[slot] as number;
      const cycle = step + (distance[centre[given] as number] as number) + (length[given] as number);
      if (cycle < best) best = cycle;
      if (cycle < (shortest[given] as number)) shortest[given] = cycle;
    }
    shortest[pair] = best;
  }
}
