import type { AssignmentProblem, UnitAssignment } from './problem.ts';
import { edgeTo } from './units.ts';

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
 * All edges of rows that ask which are worth their prices, ascending. An edge that is in no list is worth no more than the last that is, so hardly a row
 * has to be looked through.
 */
export function tightEdges(
  problem: AssignmentProblem,
  answer: Pick<UnitAssignment, 'rowOf' | 'rowPrices' | 'columnPrices'>,
  lists: RowLists,
): Int32Array {
  const found = new AscendingEdges(2 * answer.rowOf.length);
  const lowest = lists.columnPrice.reduce((low, price) => Math.min(low, price), 0);
  let before = -1;
  for (let unit = 0; unit < answer.rowOf.length; unit += 1) {
    const row = answer.rowOf[unit] as number;
    if (row === before) continue;
    before = row;
    const price = lists.unitPrice[unit] as number;
    const least = price + lowest;
    if (isListed(problem, row, lists, least) && addListed(found, problem, row, lists, price, least)) continue;
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
  found: AscendingEdges,
  problem: AssignmentProblem,
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
    found.insert(edgeTo(problem, row, column));
    if (found.count <= before + FEW) continue;
    found.count = before;
    return false;
  }
  return true;
}

function addFromAll(
  found: AscendingEdges,
  { starts, column, worth }: AssignmentProblem,
  row: number,
  { rowPrices, columnPrices }: Pick<UnitAssignment, 'rowPrices' | 'columnPrices'>,
): void {
  const price = rowPrices[row] as number;
  for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1)
    if ((worth[edge] as number) - (columnPrices[column[edge] as number] as number) === price)
      found.insert(edge);
}

/** Edges, nearly in order when they come. */
class AscendingEdges {
  count = 0;
  #edges: Int32Array;

  constructor(room: number) {
    this.#edges = new Int32Array(room);
  }

  insert(edge: number): void {
    if (this.count === this.#edges.length) this.#extend();
    const edges = this.#edges;
    let place = this.count;
    for (; place > 0 && (edges[place - 1] as number) > edge; place -= 1)
      edges[place] = edges[place - 1] as number;
    edges[place] = edge;
    this.count += 1;
  }

  all(): Int32Array {
    return this.#edges.subarray(0, this.count);
  }

  #extend(): void {
    const longer = new Int32Array(2 * this.count + 8);
    longer.set(this.#edges);
    this.#edges = longer;
  }
}
