import type { AssignmentProblem, Infeasible } from './problem.ts';

const NONE = -1;
/** The level of a column all of whose holders have been on a path. */
const USED_UP = -2;

/**
 * Rows that must be matched and ask for more than all the columns they touch can give (Hall 1935), or undefined where all of them can be matched.
 * `mate` is a column for some of the units, negative for the others: the nearer to a largest matching the faster. Worths and optional rows do not
 * matter. A largest matching by Hopcroft and Karp (1973), for columns of several places: edges x sqrt(units) at worst.
 */
export function hallViolator(
  problem: AssignmentProblem,
  rowOf: Int32Array,
  mate: Int32Array,
): Infeasible | undefined {
  const matching = new LargestMatching(problem, rowOf, mate);
  for (;;) {
    const layers = matching.layer();
    if (layers === 'all matched') return undefined;
    if (layers === 'stuck') return matching.reached();
    matching.augment();
  }
}

class LargestMatching {
  readonly #problem: AssignmentProblem;
  readonly #rowOf: Int32Array;
  /** Places of column j: placeStart[j] to placeStart[j + 1] - 1, the first `filled[j]` of them taken. */
  readonly #placeStart: Int32Array;
  readonly #filled: Int32Array;
  readonly #unitAt: Int32Array;
  readonly #placeOf: Int32Array;
  /** How many columns lie between a unit and the nearest free one; NONE where it was not reached. */
  readonly #level: Int32Array;
  /** The same of the column's holders; NONE where it was not reached. */
  readonly #columnLevel: Int32Array;
  readonly #queue: Int32Array;
  /** Of a unit: its next edge to try; of a column: its next place. */
  readonly #nextEdge: Int32Array;
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
    this.#level = new Int32Array(rowOf.length);
    this.#columnLevel = new Int32Array(columns);
    this.#queue = new Int32Array(rowOf.length);
    this.#nextEdge = new Int32Array(rowOf.length);
    this.#nextPlace = new Int32Array(columns);
    this.#path = new Int32Array(rowOf.length);
    for (let unit = 0; unit < rowOf.length; unit += 1)
      if (this.#mustBeMatched(unit) && (mate[unit] as number) >= 0)
        this.#put(unit, this.#takePlace(mate[unit] as number));
  }

  /** Breadth first from the free units, as far as the nearest columns with room. */
  layer(): 'all matched' | 'stuck' | 'a way out' {
    const { starts, column } = this.#problem;
    this.#level.fill(NONE);
    this.#columnLevel.fill(NONE);
    let filled = this.#queueFreeUnits();
    if (filled === 0) return 'all matched';
    let last = Infinity;
    for (let place = 0; place < filled; place += 1) {
      const unit = this.#queue[place] as number;
      const level = this.#level[unit] as number;
      if (level >= last) break;
      const row = this.#rowOf[unit] as number;
      for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1) {
        const to = column[edge] as number;
        if (this.#columnLevel[to] !== NONE) continue;
        this.#columnLevel[to] = level + 1;
        if (this.#hasRoom(to)) last = level + 1;
        else filled = this.#queueHolders(to, level + 1, filled);
      }
    }
    return last === Infinity ? 'stuck' : 'a way out';
  }

  /** Disjoint paths along the layers, as many as a search depth first finds. */
  augment(): void {
    const { starts } = this.#problem;
    for (let unit = 0; unit < this.#rowOf.length; unit += 1)
      this.#nextEdge[unit] = starts[this.#rowOf[unit] as number] as number;
    this.#nextPlace.set(this.#placeStart.subarray(0, this.#nextPlace.length));
    for (let unit = 0; unit < this.#rowOf.length; unit += 1)
      if (this.#level[unit] === 0) this.#augmentFrom(unit);
  }

  /** What the last breadth-first search has reached, where it was stuck. */
  reached(): Infeasible {
    const rows = new Uint8Array(this.#problem.demand.length);
    for (let unit = 0; unit < this.#rowOf.length; unit += 1)
      if (this.#level[unit] !== NONE) rows[this.#rowOf[unit] as number] = 1;
    return { kind: 'infeasible', rows, columns: Uint8Array.from(this.#columnLevel, isReached) };
  }

  #mustBeMatched(unit: number): boolean {
    return this.#problem.optional[this.#rowOf[unit] as number] === 0;
  }

  #queueFreeUnits(): number {
    let filled = 0;
    for (let unit = 0; unit < this.#rowOf.length; unit += 1) {
      if (this.#placeOf[unit] !== NONE || !this.#mustBeMatched(unit)) continue;
      this.#level[unit] = 0;
      this.#queue[filled++] = unit;
    }
    return filled;
  }

  #queueHolders(column: number, level: number, filled: number): number {
    let end = filled;
    const last = this.#placeStart[column + 1] as number;
    for (let place = this.#placeStart[column] as number; place < last; place += 1) {
      const holder = this.#unitAt[place] as number;
      this.#level[holder] = level;
      this.#queue[end++] = holder;
    }
    return end;
  }

  #augmentFrom(source: number): void {
    const { starts, column } = this.#problem;
    let length = 1;
    this.#path[0] = source;
    while (length > 0) {
      const unit = this.#path[length - 1] as number;
      const edge = this.#nextEdge[unit] as number;
      if (edge === starts[(this.#rowOf[unit] as number) + 1]) {
        length -= 1;
        continue;
      }
      const to = column[edge] as number;
      const level = this.#columnLevel[to] as number;
      // Most columns lie on another layer: the level alone rules them out. Those that the layers have not reached may have room.
      const isOnTheWay = level === (this.#level[unit] as number) + 1;
      if ((isOnTheWay || level === NONE) && this.#hasRoom(to))
        return this.#moveAlong(length, this.#takePlace(to));
      const holder = isOnTheWay ? this.#nextHolder(to, level) : NONE;
      if (holder === NONE) this.#nextEdge[unit] = edge + 1;
      else this.#path[length++] = holder;
    }
  }

  /** A holder of the column, on the layer, that has not been on a path; all that held it when the layers were made are on the same layer. */
  #nextHolder(column: number, level: number): number {
    const end = this.#placeStart[column + 1] as number;
    const place = this.#nextPlace[column] as number;
    if (place === end) {
      this.#columnLevel[column] = USED_UP;
      return NONE;
    }
    const holder = this.#unitAt[place] as number;
    if (this.#level[holder] !== level) return NONE;
    this.#nextPlace[column] = place + 1;
    return holder;
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

  #hasRoom(column: number): boolean {
    return (
      (this.#placeStart[column] as number) + (this.#filled[column] as number) <
      (this.#placeStart[column + 1] as number)
    );
  }

  #takePlace(column: number): number {
    const place = (this.#placeStart[column] as number) + (this.#filled[column] as number);
    this.#filled[column] = (this.#filled[column] as number) + 1;
    return place;
  }
}

function isReached(level: number): number {
  return level === NONE ? 0 : 1;
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
