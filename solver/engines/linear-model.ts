/**
 * A linear program for an engine: maximise objective x over rowLower <= A x <= rowUpper and 0 <= x <= columnUpper. Finite numbers
 * (bounds may be infinite), at least one column, no column twice in a row: the engines do not check any of this.
 */
export interface LinearModel {
  readonly objective: Float64Array;
  readonly columnUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Entries of row r stand from starts[r] to starts[r + 1]. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** A column that stands in one row only: a slack, or a violation that is paid for. */
export interface SingleColumn {
  readonly row: number;
  readonly value: number;
  readonly objective: number;
  readonly upper: number;
}

/** The model with further columns behind its own; at most one to a row. */
export function withColumns(model: LinearModel, added: readonly SingleColumn[]): LinearModel {
  const own = model.objective.length;
  const addedIn = new Map(added.map(({ row }, index) => [row, index]));
  const builder = new RowBuilder();
  for (let row = 0; row < model.rowLower.length; row += 1) {
    for (let entry = model.starts[row] as number; entry < (model.starts[row + 1] as number); entry += 1)
      builder.entry(model.columns[entry] as number, model.values[entry] as number);
    const index = addedIn.get(row);
    if (index !== undefined) builder.entry(own + index, added[index]?.value ?? 0);
    builder.end(model.rowLower[row] as number, model.rowUpper[row] as number);
  }
  return builder.finish(
    Float64Array.from([...model.objective, ...added.map(({ objective }) => objective)]),
    Float64Array.from([...model.columnUpper, ...added.map(({ upper }) => upper)]),
  );
}

/** Gathers rows one after the other. */
export class RowBuilder {
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #starts: number[] = [0];
  readonly #columns: number[] = [];
  readonly #values: number[] = [];

  entry(column: number, value: number): void {
    this.#columns.push(column);
    this.#values.push(value);
  }

  /** Ends the row whose entries were given since the last end. */
  end(lower: number, upper: number): void {
    this.#lower.push(lower);
    this.#upper.push(upper);
    this.#starts.push(this.#columns.length);
  }

  finish(objective: Float64Array, columnUpper: Float64Array): LinearModel {
    return {
      objective,
      columnUpper,
      rowLower: Float64Array.from(this.#lower),
      rowUpper: Float64Array.from(this.#upper),
      starts: Int32Array.from(this.#starts),
      columns: Int32Array.from(this.#columns),
      values: Float64Array.from(this.#values),
    };
  }
}
