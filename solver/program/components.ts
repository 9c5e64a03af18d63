/** A directed graph: arcs from node n lead to head[starts[n]] ... head[starts[n + 1] - 1]. */
export interface Arcs {
  readonly starts: Int32Array;
  readonly head: Int32Array;
}

const NONE = -1;

/**
 * The strongly connected component of each node, numbered from 0 (Tarjan 1972, without recursion). Of order nodes + arcs. An arc lies on
 * a cycle exactly where both its ends are in one component.
 */
export function componentsOf({ starts, head }: Arcs): Int32Array {
  const nodes = starts.length - 1;
  const component = new Int32Array(nodes).fill(NONE);
  const index = new Int32Array(nodes).fill(NONE);
  const low = new Int32Array(nodes);
  const next = starts.slice(0, nodes);
  const stack = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  let [seen, components, size] = [0, 0, 0];
  const enter = (node: number) => {
    index[node] = seen;
    low[node] = seen;
    seen += 1;
    stack[size] = node;
    size += 1;
  };
  for (let start = 0; start < nodes; start += 1) {
    if (index[start] !== NONE) continue;
    let depth = 0;
    path[0] = start;
    enter(start);
    while (depth >= 0) {
      const node = path[depth] as number;
      const arc = next[node] as number;
      if (arc < (starts[node + 1] as number)) {
        next[node] = arc + 1;
        const to = head[arc] as number;
        if (index[to] === NONE) {
          depth += 1;
          path[depth] = to;
          enter(to);
        } else if (component[to] === NONE) low[node] = Math.min(low[node] as number, index[to] as number);
        continue;
      }
      if (low[node] === index[node]) {
        let member = NONE;
        while (member !== node) {
          size -= 1;
          member = stack[size] as number;
          component[member] = components;
        }
        components += 1;
      }
      depth -= 1;
      if (depth >= 0) {
        const above = path[depth] as number;
        low[above] = Math.min(low[above] as number, low[node] as number);
      }
    }
  }
  return component;
}
