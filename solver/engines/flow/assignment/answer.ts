import type { Assignment, AssignmentProblem, UnitAssignment } from './problem.ts';
import { edgeTo } from './units.ts';

/** The answer in terms of edges. */
export function byEdges(
  problem: AssignmentProblem,
  { rowOf, mate, rowPrices, columnPrices }: UnitAssignment,
): Assignment {
  const chosen = new Uint8Array(problem.column.length);
  for (let unit = 0; unit < mate.length; unit += 1) {
    const column = mate[unit] as number;
    if (column >= 0) chosen[edgeTo(problem, rowOf[unit] as number, column)] = 1;
  }
  return { kind: 'optimal', chosen, rowPrices, columnPrices };
}

/** The least price, from 0, of a row that asks for nothing: no edge may be worth more than its ends. */
export function priceOfIdleRow(
  { starts, column, worth }: AssignmentProblem,
  row: number,
  columnPrices: Float64Array,
): number {
  let price = 0;
  for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1)
    price = Math.max(price, (worth[edge] as number) - (columnPrices[column[edge] as number] as number));
  return price;
}
