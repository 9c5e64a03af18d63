import type { AssignmentProblem, Ends, UnitAssignment } from './problem.ts';

/** The kernel's lists: row i has `lengths[i]` entries from `starts[i]` on, best first, each a worth less base price and a column. */
export interface RowLists {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly entries: Int32Array;
  /** Prices in the same units; those of columns on top of the base price. */
  readonly unitPrice: Int32Array;
  readonly columnPrice: Int32Array;
}

/**
 * All edges of rows that ask which are worth their prices. An edge that is in no list is worth no more than the last that is, so hardly a row
 * has to be looked through.
 */
export function tightEdges(
  problem: AssignmentProblem,
  answer: Pick<UnitAssignment, 'rowOf' | 'rowPrices' | 'columnPrices'>,
  lists: RowLists,
): Ends {
  const found = new AscendingEnds(2 * answer.rowOf.length);
  const lowest = lists.columnPrice.reduce((low, price) => Math.min(low, price), 0);
  let before = -1;
  for (let unit = 0; unit < answer.rowOf.length; unit += 1) {
    const row = answer.rowOf[unit] as number;
    if (row === before) continue;
    before = row;
    found.enter(row);
    const price = lists.unitPrice[unit] as number;
    const least = price + lowest;
    if (isListed(problem, row, lists, least) && addListed(found, row, lists, price, least)) continue;
    addFromAll(found, problem, row, answer);
  }
  return found.all();
}

/** Are all edges of the row in its list that are worth so much? */
function isListed({ starts }: AssignmentProblem, row: number, lists: RowLists, least: number): boolean {
  const length = lists.lengths[row] as number;
  if (length === (starts[row + 1] as number) - (starts[row] as number)) return true;
  const last = (lists.starts[row] as number) + length - 1;
  return length > 0 && (lists.entries[2 * last] as number) < least;
}

/** A list in order of worth: more than so many of a row are told faster from its edges, which stand in order. */
const FEW = 32;

/** False, and nothing added, where too many are worth their prices. */
function addListed(
  found: AscendingEnds,
  row: number,
  { starts, lengths, entries, columnPrice }: RowLists,
  price: number,
  least: number,
): boolean {
  const before = found.count;
  const begin = starts[row] as number;
  const end = begin + (lengths[row] as number);
  for (let entry = begin; entry < end; entry += 1) {
    const worth = entries[2 * entry] as number;
    if (worth < least) break;
    const column = entries[2 * entry + 1] as number;
    if (worth - (columnPrice[column] as number) !== price) continue;
    found.insert(column);
    if (found.count <= before + FEW) continue;
    found.count = before;
    return false;
  }
  return true;
}

function addFromAll(
  found: AscendingEnds,
  { starts, column, worth }: AssignmentProblem,
  row: number,
  { rowPrices, columnPrices }: Pick<UnitAssignment, 'rowPrices' | 'columnPrices'>,
): void {
  const price = rowPrices[row] as number;
  for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1) {
    const to = column[edge] as number;
    if ((worth[edge] as number) - (columnPrices[to] as number) === price) found.insert(to);
  }
}

/** Edges row by row, each row's columns nearly in order when they come. */
class AscendingEnds {
  count = 0;
  #row = 0;
  #begin = 0;
  #rows: Int32Array;
  #columns: Int32Array;

  constructor(room: number) {
    this.#rows = new Int32Array(room);
    this.#columns = new Int32Array(room);
  }

  /** From now on columns are of this row. */
  enter(row: number): void {
    this.#row = row;
    this.#begin = this.count;
  }

  insert(column: number): void {
    if (this.count === this.#columns.length) this.#extend();
    const columns = this.#columns;
    let place = this.count;
    for (; place > this.#begin && (columns[place - 1] as number) > column; place -= 1)
      columns[place] = columns[place - 1] as number;
    columns[place] = column;
    this.#rows[this.count] = this.#row;
    this.count += 1;
  }

  all(): Ends {
    return { row: this.#rows.subarray(0, this.count), column: this.#columns.subarray(0, this.count) };
  }

  #extend(): void {
    const longer = (column: Int32Array) => {
      const copy = new Int32Array(2 * this.count + 8);
      copy.set(column);
      return copy;
    };
    this.#rows = longer(this.#rows);
    this.#columns = longer(this.#columns);
  }
}
