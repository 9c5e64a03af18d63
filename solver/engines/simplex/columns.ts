import type { LinearModel } from '../linear-model.ts';

/**
 * A x + s = 0 by columns and by rows: the structural columns first, then one logical column for each row, which is a unit vector. Rows are
 * divided by powers of two so that their largest coefficients are near 1.
 */
export interface Columns {
  readonly rows: number;
  /** Structural columns. */
  readonly count: number;
  readonly starts: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
  readonly rowStarts: Int32Array;
  readonly rowColumn: Int32Array;
  readonly rowValue: Float64Array;
  /** What each row was multiplied by. */
  readonly rowScale: Float64Array;
}

export function columnsOf({ objective, rowLower, starts, columns, values }: LinearModel): Columns {
  const rows = rowLower.length;
  const count = objective.length;
  const rowScale = new Float64Array(rows);
  const rowValue = Float64Array.from(values);
  const columnStarts = new Int32Array(count + 1);
  for (let row = 0; row < rows; row += 1) {
    let largest = 0;
    for (let entry = starts[row] as number; entry < (starts[row + 1] as number); entry += 1) {
      largest = Math.max(largest, Math.abs(values[entry] as number));
      const next = (columns[entry] as number) + 1;
      columnStarts[next] = (columnStarts[next] as number) + 1;
    }
    const scale = largest > 0 ? 2 ** -Math.round(Math.log2(largest)) : 1;
    rowScale[row] = scale;
    for (let entry = starts[row] as number; entry < (starts[row + 1] as number); entry += 1)
      rowValue[entry] = scale * (values[entry] as number);
  }
  for (let column = 0; column < count; column += 1)
    columnStarts[column + 1] = (columnStarts[column + 1] as number) + (columnStarts[column] as number);
  const row = new Int32Array(rowValue.length);
  const value = new Float64Array(rowValue.length);
  const next = columnStarts.slice(0, count);
  for (let at = 0; at < rows; at += 1) {
    for (let entry = starts[at] as number; entry < (starts[at + 1] as number); entry += 1) {
      const column = columns[entry] as number;
      const place = next[column] as number;
      next[column] = place + 1;
      row[place] = at;
      value[place] = rowValue[entry] as number;
    }
  }
  return {
    rows,
    count,
    starts: columnStarts,
    row,
    value,
    rowStarts: Int32Array.from(starts),
    rowColumn: Int32Array.from(columns),
    rowValue,
    rowScale,
  };
}
