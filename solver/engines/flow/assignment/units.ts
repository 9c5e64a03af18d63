import type { AssignmentProblem } from './problem.ts';

/** The row of each unit that is asked for: row i stands demand[i] times. */
export function unitRows({ demand }: AssignmentProblem): Int32Array {
  const rows = new Int32Array(demand.reduce((sum, units) => sum + units, 0));
  let unit = 0;
  for (let row = 0; row < demand.length; row += 1)
    for (const end = unit + (demand[row] as number); unit < end; unit += 1) rows[unit] = row;
  return rows;
}

/**
 * The edge from a row to a column that it has: where the columns spread evenly hardly a step from the first guess, so that little of a long row is
 * brought into the processor's cache.
 */
export function edgeTo(
  { starts, column }: Pick<AssignmentProblem, 'starts' | 'column'>,
  row: number,
  wanted: number,
): number {
  let low = starts[row] as number;
  let high = (starts[row + 1] as number) - 1;
  const least = column[low] as number;
  const guess = low + Math.floor(((wanted - least) * (high - low)) / ((column[high] as number) - least || 1));
  let step = 1;
  if ((column[guess] as number) < wanted) {
    low = guess + 1;
    for (; low + step <= high && (column[low + step - 1] as number) < wanted; step *= 2) low += step;
    high = Math.min(high, low + step - 1);
  } else {
    high = guess;
    for (; high - step > low && (column[high - step] as number) >= wanted; step *= 2) high -= step;
    low = Math.max(low, high - step);
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
