import type { Columns } from './columns.ts';
import type { Start } from './start.ts';

/** Reduced costs of this size are 0. */
const TIGHT = 1e-6;

/**
 * Variables that make a basis for given prices: columns of reduced cost 0 that form a forest over the rows of people, chosen ones first, and in
 * each tree one logical variable, of a row without a price if there is one. `trueCost` is minimised; prices are those of scaled rows.
 */
export function forestOf(
  columns: Columns,
  trueCost: Float64Array,
  { people, choice }: Pick<Start, 'people' | 'choice'>,
  prices: Float64Array,
): Int32Array {
  const { rows, count } = columns;
  // The ground stands for whatever needs no price.
  const ground = rows;
  const parent = Int32Array.from({ length: rows + 1 }, (_, row) => row);
  const rootOf = (row: number): number => {
    let at = row;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const joins = (a: number, b: number): boolean => {
    const [one, other] = [rootOf(a), rootOf(b)];
    if (one === other) return false;
    parent[one] = other;
    return true;
  };
  const basic: number[] = [];
  for (let row = 0; row < people; row += 1)
    if (Math.abs(prices[row] as number) <= TIGHT && joins(row, ground)) basic.push(count + row);
  for (const wanted of [1, 0])
    for (let column = 0; column < count; column += 1) {
      if (choice[column] !== wanted) continue;
      const ends = tightEnds(columns, trueCost, prices, people, column);
      if (ends && joins(ends[0], ends[1] ?? ground)) basic.push(column);
    }
  for (let row = 0; row < rows; row += 1) if (row >= people || joins(row, ground)) basic.push(count + row);
  return Int32Array.from(basic);
}

/** The rows of a column's people, where its reduced cost is 0. */
function tightEnds(
  { starts, row, value }: Columns,
  trueCost: Float64Array,
  prices: Float64Array,
  people: number,
  column: number,
): [number, number?] | undefined {
  let reduced = trueCost[column] as number;
  const ends: number[] = [];
  for (let entry = starts[column] as number; entry < (starts[column + 1] as number); entry += 1) {
    reduced -= (prices[row[entry] as number] as number) * (value[entry] as number);
    if ((row[entry] as number) < people) ends.push(row[entry] as number);
  }
  if (Math.abs(reduced) > TIGHT || ends.length === 0) return undefined;
  return ends as [number, number?];
}
