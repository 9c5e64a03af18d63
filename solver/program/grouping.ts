/** Where each node's entries begin when pairs are grouped by one of their ends; one entry more than there are nodes. */
export function starts(ends: Int32Array, nodes: number): Int32Array {
  const first = new Int32Array(nodes + 1);
  for (let pair = 0; pair < ends.length; pair += 1) {
    const after = (ends[pair] as number) + 1;
    first[after] = (first[after] as number) + 1;
  }
  for (let node = 0; node < nodes; node += 1)
    first[node + 1] = (first[node + 1] as number) + (first[node] as number);
  return first;
}

/** The pairs grouped by the end that `first` was made from, ascending within a node. */
export function grouped(ends: Int32Array, first: Int32Array): Int32Array {
  const next = first.slice();
  const order = new Int32Array(ends.length);
  for (let pair = 0; pair < ends.length; pair += 1) {
    const node = ends[pair] as number;
    const place = next[node] as number;
    order[place] = pair;
    next[node] = place + 1;
  }
  return order;
}
