import type { AssignmentProblem } from './problem.ts';

/** The row of each unit that is asked for: row i stands demand[i] times. */
export function unitRows({ demand }: AssignmentProblem): Int32Array {
  const rows = new Int32Array(demand.reduce((sum, units) => sum + units, 0));
  let unit = 0;
  for (let row = 0; row < demand.length; row += 1)
    for (const end = unit + (demand[row] as number); unit < end; unit += 1) rows[unit] = row;
  return rows;
}

/** The edge from a row to a column that it has. */
export function edgeTo(
  { starts, column }: Pick<AssignmentProblem, 'starts' | 'column'>,
  row: number,
  wanted: number,
): number {
  let low = starts[row] as number;
  let high = (starts[row + 1] as number) - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
