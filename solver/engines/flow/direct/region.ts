import type { UnitAssignment } from '../assignment/problem.ts';
import type { OrderedPairs } from '../../../program/canonical.ts';

/** Rows and columns that alternating paths lead to from units without a partner. */
export interface Region {
  readonly rows: Uint8Array;
  readonly columns: Uint8Array;
}

const NONE = -1;

/**
 * What can be reached from the unmatched units of a largest assignment, over any pair to its column and from a column to its holders. Every column there is
 * full. König (1931): the rows outside and the columns inside cover all pairs, and there are as many units and places of them as are
 * matched, so no assignment is larger. Undefined where nobody is unmatched. A look at each pair of the rows inside at most.
 */
export function unmatchedRegion(
  { starts, mentor }: OrderedPairs,
  { rowOf, mate }: UnitAssignment,
  columns: number,
): Region | undefined {
  const rows = new Uint8Array(starts.length - 1);
  const queue: number[] = [];
  const enter = (row: number) => {
    if (rows[row] === 1) return;
    rows[row] = 1;
    queue.push(row);
  };
  for (let unit = 0; unit < mate.length; unit += 1)
    if ((mate[unit] as number) < 0) enter(rowOf[unit] as number);
  if (queue.length === 0) return undefined;
  const holders = new Holders(mate, columns);
  const reached = new Uint8Array(columns);
  let left = columns;
  for (let head = 0; head < queue.length && left > 0; head += 1) {
    const row = queue[head] as number;
    for (let pair = starts[row] as number; pair < (starts[row + 1] as number); pair += 1) {
      const column = mentor[pair] as number;
      if (reached[column] === 1) continue;
      reached[column] = 1;
      left -= 1;
      for (let unit = holders.first(column); unit !== NONE; unit = holders.next(unit))
        enter(rowOf[unit] as number);
    }
  }
  return { rows, columns: reached };
}

/** The units of each column. */
class Holders {
  readonly #first: Int32Array;
  readonly #next: Int32Array;

  constructor(mate: Int32Array, columns: number) {
    this.#first = new Int32Array(columns).fill(NONE);
    this.#next = new Int32Array(mate.length);
    for (let unit = 0; unit < mate.length; unit += 1) {
      const column = mate[unit] as number;
      if (column < 0) continue;
      this.#next[unit] = this.#first[column] as number;
      this.#first[column] = unit;
    }
  }

  first(column: number): number {
    return this.#first[column] as number;
  }

  next(unit: number): number {
    return this.#next[unit] as number;
  }
}
