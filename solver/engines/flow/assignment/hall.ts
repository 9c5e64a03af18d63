import type { AssignmentProblem, Infeasible } from './problem.ts';

const NONE = -1;

/**
 * Rows that must be matched and ask for more than all the columns they touch can give (Hall 1935), or undefined where all of them can be matched. They are all
 * that alternating paths lead to from the unmatched units of a largest matching.
 * `mate` is a column for some of the units, negative for the others: the nearer to a largest matching the faster. Worths and optional rows do not
 * matter. Edges x passes; few are needed, though as many as units may be.
 */
export function hallViolator(
  problem: AssignmentProblem,
  rowOf: Int32Array,
  mate: Int32Array,
): Infeasible | undefined {
  const matching = new LargestMatching(problem, rowOf, mate);
  while (matching.freeCount > 0) if (!matching.pass()) return matching.reached();
  return undefined;
}

/**
 * In each pass every free unit searches depth first for a column with room, and enters no column that was entered before in the pass; a unit looks for
 * room among its own columns before it goes on to their holders, and passes look at the edges in turn from either end (Pothen and Fan 1990; Azad,
 * Halappanavar, Rajamanickam, Boman, Khan and Pothen 2012). A pass that finds nothing has looked everywhere.
 */
class LargestMatching {
  readonly #problem: AssignmentProblem;
  readonly #rowOf: Int32Array;
  /** Places of column j: placeStart[j] to placeStart[j + 1] - 1, the first `filled[j]` of them taken. */
  readonly #placeStart: Int32Array;
  readonly #filled: Int32Array;
  readonly #unitAt: Int32Array;
  readonly #placeOf: Int32Array;
  readonly #free: Int32Array;
  freeCount = 0;
  /** The pass in which a column was entered. */
  readonly #entered: Int32Array;
  #pass = 0;
  /** Of a row: how many of its edges lead to columns that are full for good. */
  readonly #full: Int32Array;
  /** Of a unit on the path: how many of its edges are done with; of a column: its next place. */
  readonly #done: Int32Array;
  readonly #nextPlace: Int32Array;
  readonly #path: Int32Array;

  constructor(problem: AssignmentProblem, rowOf: Int32Array, mate: Int32Array) {
    const columns = problem.capacity.length;
    this.#problem = problem;
    this.#rowOf = rowOf;
    this.#placeStart = placesOf(problem);
    this.#filled = new Int32Array(columns);
    this.#unitAt = new Int32Array(this.#placeStart[columns] as number);
    this.#placeOf = new Int32Array(rowOf.length).fill(NONE);
    this.#free = new Int32Array(rowOf.length);
    this.#entered = new Int32Array(columns);
    this.#full = new Int32Array(problem.demand.length);
    this.#done = new Int32Array(rowOf.length);
    this.#nextPlace = new Int32Array(columns);
    this.#path = new Int32Array(rowOf.length);
    for (let unit = 0; unit < rowOf.length; unit += 1) {
      if (problem.optional[rowOf[unit] as number] === 1) continue;
      if ((mate[unit] as number) >= 0) this.#put(unit, this.#takePlace(mate[unit] as number));
      else this.#free[this.freeCount++] = unit;
    }
    // The last ones of a pass found most columns entered before them.
    this.#free.subarray(0, this.freeCount).reverse();
  }

  /** Matches free units; false where none could be. */
  pass(): boolean {
    const before = this.freeCount;
    this.#pass += 1;
    this.freeCount = 0;
    for (let place = 0; place < before; place += 1) {
      const unit = this.#free[place] as number;
      if (!this.#augmentFrom(unit)) this.#free[this.freeCount++] = unit;
    }
    return this.freeCount < before;
  }

  /** What the last pass has reached, where it found nothing. */
  reached(): Infeasible {
    const rows = new Uint8Array(this.#problem.demand.length);
    const columns = Uint8Array.from(this.#entered, (pass) => (pass === this.#pass ? 1 : 0));
    const enter = (unit: number) => (rows[this.#rowOf[unit] as number] = 1);
    this.#free.subarray(0, this.freeCount).forEach(enter);
    for (let column = 0; column < columns.length; column += 1) {
      if (columns[column] === 0) continue;
      this.#unitAt.subarray(this.#placeStart[column], this.#endOf(column)).forEach(enter);
    }
    return { kind: 'infeasible', rows, columns };
  }

  #augmentFrom(source: number): boolean {
    let length = 0;
    for (let unit = source; ; length += 1) {
      this.#path[length] = unit;
      this.#done[unit] = 0;
      const column = this.#roomFor(this.#rowOf[unit] as number);
      if (column !== NONE) {
        this.#moveAlong(length + 1, this.#takePlace(column));
        return true;
      }
      let holder = this.#nextHolder(unit);
      for (; holder === NONE && length > 0; holder = this.#nextHolder(this.#path[length] as number))
        length -= 1;
      if (holder === NONE) return false;
      unit = holder;
    }
  }

  /** A column of the row with room, or NONE. What is full stays full, so no edge is looked at twice in vain. */
  #roomFor(row: number): number {
    const { starts, column } = this.#problem;
    const begin = starts[row] as number;
    const edges = (starts[row + 1] as number) - begin;
    let done = this.#full[row] as number;
    while (done < edges && !this.#hasRoom(column[begin + done] as number)) done += 1;
    this.#full[row] = done;
    return done < edges ? (column[begin + done] as number) : NONE;
  }

  /** A holder of one of the unit's columns that has not been on a path in this pass, or NONE. */
  #nextHolder(unit: number): number {
    const { starts, column } = this.#problem;
    const row = this.#rowOf[unit] as number;
    const begin = starts[row] as number;
    const last = (starts[row + 1] as number) - 1;
    const edges = last + 1 - begin;
    const isForward = (this.#pass & 1) === 1;
    for (let done = this.#done[unit] as number; done < edges; done += 1) {
      const to = column[isForward ? begin + done : last - done] as number;
      if (this.#entered[to] !== this.#pass) {
        this.#entered[to] = this.#pass;
        this.#nextPlace[to] = this.#placeStart[to] as number;
      }
      const place = this.#nextPlace[to] as number;
      if (place === this.#endOf(to)) continue;
      this.#nextPlace[to] = place + 1;
      this.#done[unit] = done;
      return this.#unitAt[place] as number;
    }
    this.#done[unit] = edges;
    return NONE;
  }

  #moveAlong(length: number, free: number): void {
    let place = free;
    for (let step = length - 1; step >= 0; step -= 1) {
      const unit = this.#path[step] as number;
      const left = this.#placeOf[unit] as number;
      this.#put(unit, place);
      place = left;
    }
  }

  #put(unit: number, place: number): void {
    this.#placeOf[unit] = place;
    this.#unitAt[place] = unit;
  }

  /** Behind the last place that is taken. */
  #endOf(column: number): number {
    return (this.#placeStart[column] as number) + (this.#filled[column] as number);
  }

  #hasRoom(column: number): boolean {
    return this.#endOf(column) < (this.#placeStart[column + 1] as number);
  }

  #takePlace(column: number): number {
    const place = this.#endOf(column);
    this.#filled[column] = (this.#filled[column] as number) + 1;
    return place;
  }
}

/** Where the places of each column begin: as many as it has, but no more than edges that need one. */
function placesOf({ starts, column, demand, optional, capacity }: AssignmentProblem): Int32Array {
  const placeStart = new Int32Array(capacity.length + 1);
  for (let row = 0; row < demand.length; row += 1) {
    if (optional[row] === 1 || demand[row] === 0) continue;
    for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1) {
      const to = column[edge] as number;
      if ((placeStart[to + 1] as number) < (capacity[to] as number))
        placeStart[to + 1] = (placeStart[to + 1] as number) + 1;
    }
  }
  for (let to = 0; to < capacity.length; to += 1)
    placeStart[to + 1] = (placeStart[to + 1] as number) + (placeStart[to] as number);
  return placeStart;
}
