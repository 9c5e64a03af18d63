import type { Exchanges } from './exchanges.ts';

/** Entries that rows of finished searches may take: 12 bytes each. */
const FINISHED_ENTRIES = 4_000_000;

/**
 * Shortest distances from one centre after the other to all centres and the root.
 *
 * Arcs out of each other are sorted once, and each search takes from each of them only the nearest arc whose end is not reached yet
 * (Spira 1973), so that most pairs are never looked at. A finished search is such a row as well: a later one that comes to its
 * centre goes on over that row, and what it reaches there leads nowhere that the row does not, so it is not searched on. So the later
 * searches are short. The root's row is known from the beginning, and arcs no shorter than the way over the root are left out
 * before sorting.
 */
export class DistanceRows {
  /** From the centre that was asked last; Infinity where nothing leads. */
  readonly distance: Float64Array;
  rootDistance = Infinity;
  readonly #exchanges: Exchanges;
  /**
   * Rows of arcs, the shortest first: arcs rowStarts[row] to rowStarts[row + 1] - 1. A row for each other, then the root's, then those of
   * finished searches.
   */
  readonly #rowStarts: Int32Array;
  readonly #target: Int32Array;
  readonly #arc: Float64Array;
  /** The row of the search from a centre, 0 where there is none; how far the root is from it. */
  readonly #finishedRow: Int32Array;
  readonly #toRoot: Float64Array;
  #rows: number;
  /** Chosen pairs that may be given up, by centre. */
  readonly #partnerStarts: Int32Array;
  readonly #partner: Int32Array;
  readonly #partnerArc: Float64Array;
  /** Distance of a row's node, Infinity where it is not open; the next arc of it. */
  readonly #from: Float64Array;
  readonly #next: Int32Array;
  /** 1 for centres that some row leads to, and how many they are. */
  readonly #isReachable: Uint8Array;
  readonly #reachable: number;
  readonly #opened: Int32Array;
  #openedCount = 0;
  readonly #heapKey: Float64Array;
  readonly #heapRow: Int32Array;
  #heapSize = 0;

  /** `fromRoot`: the distances from the root to each centre. */
  constructor(exchanges: Exchanges, fromRoot: Float64Array) {
    const { centres, others } = exchanges;
    this.#exchanges = exchanges;
    this.distance = new Float64Array(centres);
    const sorted = sortedRows(exchanges, fromRoot);
    const finished = Math.min(centres, Math.floor(FINISHED_ENTRIES / Math.max(1, centres)));
    this.#rows = others + 1;
    const rows = this.#rows + finished;
    this.#rowStarts = new Int32Array(rows + 1);
    this.#rowStarts.set(sorted.starts);
    this.#target = new Int32Array(sorted.target.length + finished * centres);
    this.#target.set(sorted.target);
    this.#arc = new Float64Array(this.#target.length);
    this.#arc.set(sorted.arc);
    this.#finishedRow = new Int32Array(centres);
    this.#toRoot = new Float64Array(centres);
    this.#isReachable = new Uint8Array(centres);
    for (const target of sorted.target) this.#isReachable[target] = 1;
    this.#reachable = this.#isReachable.reduce((sum, one) => sum + one, 0);
    const partners = partnersOf(exchanges);
    this.#partnerStarts = partners.starts;
    this.#partner = partners.other;
    this.#partnerArc = partners.arc;
    this.#from = new Float64Array(rows).fill(Infinity);
    this.#next = new Int32Array(rows);
    this.#opened = new Int32Array(rows);
    // A row stands in the heap once, and once more each time it is found nearer: over another partner, and the root over another centre.
    const entries = rows + centres + 2 * partners.other.length;
    this.#heapKey = new Float64Array(entries);
    this.#heapRow = new Int32Array(entries);
  }

  /** Fills `distance` and `rootDistance`. */
  search(source: number): void {
    const { distance } = this;
    const root = this.#exchanges.others;
    this.#forget();
    distance[source] = 0;
    this.#expand(source, 0);
    // What nothing leads into is not waited for.
    let missing = this.#reachable - (this.#isReachable[source] as number);
    const begin = this.#rowStarts[this.#rows] as number;
    const isKept = this.#rows + 1 < this.#rowStarts.length;
    let size = begin;
    while (this.#heapSize > 0 && missing > 0) {
      const row = this.#heapRow[0] as number;
      const from = this.#from[row] as number;
      let next = this.#skip(row, this.#next[row] as number);
      const end = this.#rowStarts[row + 1] as number;
      if (next === end) {
        this.#next[row] = next;
        this.#dropTop();
        continue;
      }
      const key = from + (this.#arc[next] as number);
      if (key > (this.#heapKey[0] as number)) {
        this.#next[row] = next;
        this.#sink(key, row);
        continue;
      }
      const reached = this.#target[next] as number;
      distance[reached] = key;
      missing -= 1;
      if (isKept) {
        this.#target[size] = reached;
        this.#arc[size] = key;
        size += 1;
      }
      next = this.#skip(row, next + 1);
      this.#next[row] = next;
      if (next === end) this.#dropTop();
      else this.#sink(from + (this.#arc[next] as number), row);
      if (row < root) this.#goOn(reached, key);
    }
    this.rootDistance = this.#from[root] as number;
    if (isKept) this.#keep(source, size);
  }

  /** The search from this centre is a row that ends before `end`. */
  #keep(source: number, end: number): void {
    this.#finishedRow[source] = this.#rows;
    this.#toRoot[source] = this.rootDistance;
    this.#rows += 1;
    this.#rowStarts[this.#rows] = end;
  }

  #forget(): void {
    this.distance.fill(Infinity);
    for (let index = 0; index < this.#openedCount; index += 1)
      this.#from[this.#opened[index] as number] = Infinity;
    this.#openedCount = 0;
    this.#heapSize = 0;
  }

  /** The first arc at or after `next` that leads to a centre not reached yet, or the row's end. */
  #skip(row: number, next: number): number {
    const [target, distance] = [this.#target, this.distance];
    const end = this.#rowStarts[row + 1] as number;
    let place = next;
    while (place < end && distance[target[place] as number] !== Infinity) place += 1;
    return place;
  }

  /** From a centre that was reached over an arc: over its own row where there is one. */
  #goOn(centre: number, far: number): void {
    const row = this.#finishedRow[centre] as number;
    if (row === 0) {
      this.#expand(centre, far);
      return;
    }
    this.#open(row, far);
    this.#openRoot(far + (this.#toRoot[centre] as number));
  }

  #expand(centre: number, far: number): void {
    const { otherToRoot, centreToRoot } = this.#exchanges;
    const end = this.#partnerStarts[centre + 1] as number;
    let toRoot = far + (centreToRoot[centre] as number);
    for (let place = this.#partnerStarts[centre] as number; place < end; place += 1) {
      const other = this.#partner[place] as number;
      const at = far + (this.#partnerArc[place] as number);
      if (at >= (this.#from[other] as number)) continue;
      this.#open(other, at);
      toRoot = Math.min(toRoot, at + (otherToRoot[other] as number));
    }
    this.#openRoot(toRoot);
  }

  #openRoot(at: number): void {
    const root = this.#exchanges.others;
    if (at < (this.#from[root] as number)) this.#open(root, at);
  }

  #open(row: number, at: number): void {
    if (this.#from[row] === Infinity) {
      this.#opened[this.#openedCount] = row;
      this.#openedCount += 1;
      this.#next[row] = this.#rowStarts[row] as number;
    }
    this.#from[row] = at;
    const next = this.#skip(row, this.#next[row] as number);
    this.#next[row] = next;
    if (next < (this.#rowStarts[row + 1] as number)) this.#push(at + (this.#arc[next] as number), row);
  }

  #push(key: number, row: number): void {
    const [keys, rows] = [this.#heapKey, this.#heapRow];
    let place = this.#heapSize;
    this.#heapSize += 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if ((keys[above] as number) <= key) break;
      keys[place] = keys[above] as number;
      rows[place] = rows[above] as number;
      place = above;
    }
    keys[place] = key;
    rows[place] = row;
  }

  #dropTop(): void {
    this.#heapSize -= 1;
    this.#sink(this.#heapKey[this.#heapSize] as number, this.#heapRow[this.#heapSize] as number);
  }

  /** Puts an entry in the place of the top. */
  #sink(key: number, row: number): void {
    const [keys, rows, size] = [this.#heapKey, this.#heapRow, this.#heapSize];
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= size) break;
      if (below + 1 < size && (keys[below + 1] as number) < (keys[below] as number)) below += 1;
      if ((keys[below] as number) >= key) break;
      keys[place] = keys[below] as number;
      rows[place] = rows[below] as number;
      place = below;
    }
    keys[place] = key;
    rows[place] = row;
  }
}

interface Rows {
  readonly starts: Int32Array;
  readonly target: Int32Array;
  readonly arc: Float64Array;
}

/**
 * Arcs over pairs that are left out, by other, and the root's row. All such arcs enter the same number of participants, so their losses
 * order them; a loss and a centre fit into one number, since losses times `base` do.
 */
function sortedRows(exchanges: Exchanges, fromRoot: Float64Array): Rows {
  const { others, centres, otherStarts, byOther, centre, x, length, otherToRoot, base, intoCentre } =
    exchanges;
  const first = new Int32Array(others + 2);
  const keys = new Float64Array(length.length);
  let size = 0;
  for (let node = 0; node < others; node += 1) {
    const overRoot = otherToRoot[node] as number;
    for (let place = otherStarts[node] as number; place < (otherStarts[node + 1] as number); place += 1) {
      const pair = byOther[place] as number;
      const to = centre[pair] as number;
      const step = length[pair] as number;
      if (x[pair] === 1 || step === Infinity || step >= overRoot + (fromRoot[to] as number)) continue;
      keys[size] = ((step - intoCentre) / base) * centres + to;
      size += 1;
    }
    keys.subarray(first[node], size).sort();
    first[node + 1] = size;
  }
  const reached = Int32Array.from(fromRoot.keys()).filter((node) => fromRoot[node] !== Infinity);
  reached.sort((a, b) => (fromRoot[a] as number) - (fromRoot[b] as number));
  first[others + 1] = size + reached.length;
  const target = new Int32Array(size + reached.length);
  const arc = new Float64Array(target.length);
  for (let place = 0; place < size; place += 1) {
    const loss = Math.floor((keys[place] as number) / centres);
    target[place] = (keys[place] as number) - loss * centres;
    arc[place] = loss * base + intoCentre;
  }
  target.set(reached, size);
  for (let place = size; place < target.length; place += 1)
    arc[place] = fromRoot[target[place] as number] as number;
  return { starts: first, target, arc };
}

function partnersOf({ centres, centreStarts, byCentre, other, x, length }: Exchanges) {
  const first = new Int32Array(centres + 1);
  const others: number[] = [];
  const arcs: number[] = [];
  for (let node = 0; node < centres; node += 1) {
    for (let place = centreStarts[node] as number; place < (centreStarts[node + 1] as number); place += 1) {
      const pair = byCentre[place] as number;
      if (x[pair] !== 1 || length[pair] === Infinity) continue;
      others.push(other[pair] as number);
      arcs.push(length[pair] as number);
    }
    first[node + 1] = others.length;
  }
  return { starts: first, other: Int32Array.from(others), arc: Float64Array.from(arcs) };
}
