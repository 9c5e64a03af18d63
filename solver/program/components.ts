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
export function componentsOf(arcs: Arcs): Int32Array {
  const search = new Search(arcs);
  for (let node = 0; node + 1 < arcs.starts.length; node += 1) search.from(node);
  return search.component;
}

class Search {
  readonly component: Int32Array;
  readonly #head: Int32Array;
  readonly #starts: Int32Array;
  readonly #index: Int32Array;
  readonly #low: Int32Array;
  readonly #next: Int32Array;
  readonly #stack: Int32Array;
  readonly #path: Int32Array;
  #seen = 0;
  #components = 0;
  #size = 0;
  #depth = -1;

  constructor({ starts, head }: Arcs) {
    const nodes = starts.length - 1;
    this.component = new Int32Array(nodes).fill(NONE);
    this.#head = head;
    this.#starts = starts;
    this.#index = new Int32Array(nodes).fill(NONE);
    this.#low = new Int32Array(nodes);
    this.#next = starts.slice(0, nodes);
    this.#stack = new Int32Array(nodes);
    this.#path = new Int32Array(nodes);
  }

  /** Depth first from a node, unless it was seen. */
  from(start: number): void {
    if (this.#index[start] !== NONE) return;
    this.#enter(start);
    while (this.#depth >= 0) this.#step(this.#path[this.#depth] as number);
  }

  #enter(node: number): void {
    this.#index[node] = this.#seen;
    this.#low[node] = this.#seen;
    this.#seen += 1;
    this.#stack[this.#size] = node;
    this.#size += 1;
    this.#depth += 1;
    this.#path[this.#depth] = node;
  }

  /** The node's next arc, or back from the node where it has no other. */
  #step(node: number): void {
    const arc = this.#next[node] as number;
    if (arc === this.#starts[node + 1]) {
      this.#leave(node);
      return;
    }
    this.#next[node] = arc + 1;
    const to = this.#head[arc] as number;
    if (this.#index[to] === NONE) this.#enter(to);
    else if (this.component[to] === NONE) this.#lower(node, this.#index[to] as number);
  }

  #leave(node: number): void {
    if (this.#low[node] === this.#index[node]) this.#close(node);
    this.#depth -= 1;
    if (this.#depth >= 0) this.#lower(this.#path[this.#depth] as number, this.#low[node] as number);
  }

  /** What was seen from the node on is a component. */
  #close(node: number): void {
    let member = NONE;
    while (member !== node) {
      this.#size -= 1;
      member = this.#stack[this.#size] as number;
      this.component[member] = this.#components;
    }
    this.#components += 1;
  }

  #lower(node: number, to: number): void {
    if (to < (this.#low[node] as number)) this.#low[node] = to;
  }
}
