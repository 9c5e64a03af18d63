import { Heap } from '../../program/heap.ts';
import type { Exchanges } from './exchanges.ts';

export const NONE = -1;

/** Shortest paths from one node. Nodes: the others, then the centres, then the root. */
export interface ShortestPaths {
  /** Infinity where nothing leads. */
  readonly distance: Float64Array;
  /** The node before, NONE at the source. */
  readonly before: Int32Array;
  /** The pair between; NONE from or to the root. */
  readonly over: Int32Array;
}

/** Dijkstra (1959) on the whole network. With a target, it ends when the target is reached for good. Of order pairs + nodes log nodes. */
export function shortestPaths(exchanges: Exchanges, source: number, target = NONE): ShortestPaths {
  const { others, centres, centre, other, x, length } = exchanges;
  const root = others + centres;
  const distance = new Float64Array(root + 1).fill(Infinity);
  const before = new Int32Array(root + 1).fill(NONE);
  const over = new Int32Array(root + 1).fill(NONE);
  const heap = new Heap();
  let [node, far] = [source, 0];
  const offer = (to: number, step: number, pair: number) => {
    const reached = far + step;
    if (reached >= (distance[to] as number)) return;
    distance[to] = reached;
    before[to] = node;
    over[to] = pair;
    heap.push(reached, to);
  };
  const scanPairs = (order: Int32Array, begin: number, end: number, chosen: 0 | 1) => {
    for (let place = begin; place < end; place += 1) {
      const pair = order[place] as number;
      if (x[pair] !== chosen) continue;
      const to = chosen === 1 ? (other[pair] as number) : others + (centre[pair] as number);
      offer(to, length[pair] as number, pair);
    }
  };
  distance[source] = 0;
  heap.push(0, source);
  while (heap.size > 0) {
    far = heap.distance;
    node = heap.pop();
    if (node === target) break;
    if (far > (distance[node] as number)) continue;
    if (node === root) {
      for (let to = 0; to < others; to += 1) offer(to, exchanges.rootToOther[to] as number, NONE);
      for (let to = 0; to < centres; to += 1) offer(others + to, exchanges.rootToCentre[to] as number, NONE);
    } else if (node < others) {
      const { byOther, otherStarts } = exchanges;
      scanPairs(byOther, otherStarts[node] as number, otherStarts[node + 1] as number, 0);
      offer(root, exchanges.otherToRoot[node] as number, NONE);
    } else {
      const { byCentre, centreStarts } = exchanges;
      const at = node - others;
      scanPairs(byCentre, centreStarts[at] as number, centreStarts[at + 1] as number, 1);
      offer(root, exchanges.centreToRoot[at] as number, NONE);
    }
  }
  return { distance, before, over };
}
