/** A column whose largest entry is below this depends on the others. */
const SINGULAR = 1e-9;
/** Pivots are at least this share of the largest entry of their column. */
export const THRESHOLD = 0.1;
const DROPPED = 1e-14;

/** An elementary matrix: the pivot's row, and the other entries of its column. */
export interface Step {
  readonly row: number;
  readonly pivot: number;
  readonly rows: readonly number[];
  readonly values: readonly number[];
}

/** Gaussian elimination, a column at a time, which looks at no row that has no entry. */
export class Elimination {
  readonly #isRowOpen: Uint8Array;
  readonly #counts: Int32Array;
  readonly #steps: Step[] = [];
  /** The column that is eliminated, and the rows in which it has had an entry. */
  readonly #column: Float64Array;
  readonly #isTouched: Uint8Array;
  #touched: number[] = [];

  /** `isRowOpen` marks the rows that have no pivot yet, `counts` says how many of the columns have an entry there; both belong to the caller. */
  constructor(isRowOpen: Uint8Array, counts: Int32Array) {
    this.#isRowOpen = isRowOpen;
    this.#counts = counts;
    this.#column = new Float64Array(isRowOpen.length);
    this.#isTouched = new Uint8Array(isRowOpen.length);
  }

  /** The next column's elementary matrix; undefined where the column depends on those before. */
  next(rows: Int32Array, values: Float64Array): Step | undefined {
    for (let entry = 0; entry < rows.length; entry += 1)
      this.#add(rows[entry] as number, values[entry] as number);
    for (const step of this.#steps) this.#apply(step);
    const row = this.#pivotRow();
    const step = row < 0 ? undefined : this.#stepAt(row);
    if (step) this.#steps.push(step);
    this.#clear();
    return step;
  }

  #add(row: number, value: number): void {
    this.#column[row] = (this.#column[row] as number) + value;
    if (this.#isTouched[row] === 1) return;
    this.#isTouched[row] = 1;
    this.#touched.push(row);
  }

  #apply({ row, pivot, rows, values }: Step): void {
    const t = this.#column[row] as number;
    if (t === 0) return;
    for (let entry = 0; entry < rows.length; entry += 1)
      this.#add(rows[entry] as number, t * (values[entry] as number));
    this.#column[row] = t * pivot;
  }

  /** An open row with a large entry, of these the first one that fewest columns have; -1 where all are near 0. */
  #pivotRow(): number {
    const size = (row: number) => Math.abs(this.#column[row] as number);
    const open = this.#touched.filter((row) => this.#isRowOpen[row] === 1 && size(row) > SINGULAR);
    const least = THRESHOLD * open.reduce((most, row) => Math.max(most, size(row)), 0);
    let best = -1;
    for (const row of open) {
      if (size(row) < least) continue;
      const fewer = best < 0 ? -1 : (this.#counts[row] as number) - (this.#counts[best] as number);
      if (fewer < 0 || (fewer === 0 && row < best)) best = row;
    }
    return best;
  }

  #stepAt(row: number): Step {
    const pivot = 1 / (this.#column[row] as number);
    const rows = this.#touched.filter(
      (other) => other !== row && Math.abs(this.#column[other] as number) >= DROPPED,
    );
    return { row, pivot, rows, values: rows.map((other) => -(this.#column[other] as number) * pivot) };
  }

  #clear(): void {
    for (const row of this.#touched) {
      this.#column[row] = 0;
      this.#isTouched[row] = 0;
    }
    this.#touched = [];
  }
}
