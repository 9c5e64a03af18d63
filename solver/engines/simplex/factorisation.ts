import type { Columns } from './columns.ts';
import { Elimination, THRESHOLD } from './elimination.ts';
import type { Step } from './elimination.ts';
import type { Pivoting } from './pivoting.ts';

/**
 * Factorises the basis whose variables stand in the memory's `head`, as a product of elementary matrices (product form of the inverse, Dantzig and Orchard-Hays 1954), and finds the
 * row of each. Bases here are those of a network with few further rows, so nearly all of a basis is triangular after a permutation; such columns are their own
 * elementary matrices, and only the cycles with the further rows have to be eliminated. Where columns depend on each other, logical columns take the
 * place of some; those are the answer.
 */
export function factorise(columns: Columns, pivoting: Pivoting): number[] {
  const { kernel } = pivoting;
  const head = pivoting.views.head.slice();
  kernel.clearInverse();
  const dropped = new Factorisation(columns, head, pivoting).run();
  pivoting.reserveUpdates();
  pivoting.views.head.set(head);
  return dropped;
}

/** One factorisation: rows with a single column first, then what is neither, columns with a single row last. */
class Factorisation {
  readonly #columns: Columns;
  readonly #head: Int32Array;
  readonly #pivoting: Pivoting;
  readonly #isRowOpen: Uint8Array;
  readonly #isOpen: Uint8Array;
  readonly #basic: Int32Array;
  readonly #rowStarts: Int32Array;
  /** Basic structural columns of each open row, by their place in `basic`. */
  readonly #inRow: Int32Array;

  constructor(columns: Columns, head: Int32Array, pivoting: Pivoting) {
    this.#columns = columns;
    this.#head = head;
    this.#pivoting = pivoting;
    this.#isRowOpen = new Uint8Array(columns.rows).fill(1);
    const basic: number[] = [];
    for (const variable of head) {
      if (variable < columns.count) basic.push(variable);
      else this.#isRowOpen[variable - columns.count] = 0;
    }
    this.#basic = Int32Array.from(basic);
    this.#isOpen = new Uint8Array(basic.length).fill(1);
    for (let row = 0; row < columns.rows; row += 1)
      if (this.#isRowOpen[row] === 0) head[row] = columns.count + row;
    this.#rowStarts = new Int32Array(columns.rows + 1);
    this.#inRow = this.#byRows();
  }

  #byRows(): Int32Array {
    const starts = this.#rowStarts;
    this.#eachEntry((row) => {
      starts[row + 1] = (starts[row + 1] as number) + 1;
    });
    for (let row = 0; row + 1 < starts.length; row += 1)
      starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
    const next = starts.slice();
    const inRow = new Int32Array(starts.at(-1) as number);
    this.#eachEntry((row, place) => {
      inRow[next[row] as number] = place;
      next[row] = (next[row] as number) + 1;
    });
    return inRow;
  }

  #eachEntry(use: (row: number, place: number) => void): void {
    for (let place = 0; place < this.#basic.length; place += 1)
      this.#eachOpenRow(place, (row) => use(row, place));
  }

  #eachOpenRow(place: number, use: (row: number) => void): void {
    const { starts, row } = this.#columns;
    const column = this.#basic[place] as number;
    for (let entry = starts[column] as number; entry < (starts[column + 1] as number); entry += 1)
      if (this.#isRowOpen[row[entry] as number] === 1) use(row[entry] as number);
  }

  run(): number[] {
    this.#takeSingleRows();
    const last = this.#findSingleColumns();
    const dropped = this.#eliminate();
    for (const [place, row] of last.reverse()) this.#appendAsIs(place, row);
    for (let row = 0; row < this.#isRowOpen.length; row += 1)
      if (this.#isRowOpen[row] === 1) this.#head[row] = this.#columns.count + row;
    return dropped;
  }

  /** A row with one open column: that column has no entry in rows taken before, so it is its own elementary matrix. */
  #takeSingleRows(): void {
    const counts = Int32Array.from(
      this.#isRowOpen,
      (_, row) => (this.#rowStarts[row + 1] as number) - (this.#rowStarts[row] as number),
    );
    const queue: number[] = [];
    for (let row = 0; row < counts.length; row += 1) if (counts[row] === 1) queue.push(row);
    for (let row = queue.pop(); row !== undefined; row = queue.pop()) {
      const place = this.#openColumnOf(row);
      if (place < 0 || this.#isRowOpen[row] === 0) continue;
      if (Math.abs(this.#entryOf(place, row)) < THRESHOLD * this.#largestOf(place)) continue;
      this.#take(place, row);
      this.#appendAsIs(place, row);
      this.#eachOpenRow(place, (other) => {
        counts[other] = (counts[other] as number) - 1;
        if (counts[other] === 1) queue.push(other);
      });
    }
  }

  #openColumnOf(row: number): number {
    for (let at = this.#rowStarts[row] as number; at < (this.#rowStarts[row + 1] as number); at += 1)
      if (this.#isOpen[this.#inRow[at] as number] === 1) return this.#inRow[at] as number;
    return -1;
  }

  /** Columns with one open row, in the order found. They are appended in the reverse order, where nothing before changes them. */
  #findSingleColumns(): [place: number, row: number][] {
    const counts = new Int32Array(this.#basic.length);
    this.#eachEntry((_, place) => {
      counts[place] = (counts[place] as number) + 1;
    });
    const queue: number[] = [];
    for (let place = 0; place < counts.length; place += 1)
      if (this.#isOpen[place] === 1 && counts[place] === 1) queue.push(place);
    const found: [number, number][] = [];
    for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
      if (counts[place] !== 1) continue;
      let row = -1;
      this.#eachOpenRow(place, (only) => {
        row = only;
      });
      if (row < 0 || Math.abs(this.#entryOf(place, row)) < THRESHOLD * this.#largestOf(place)) continue;
      this.#take(place, row);
      found.push([place, row]);
      for (let at = this.#rowStarts[row] as number; at < (this.#rowStarts[row + 1] as number); at += 1) {
        const other = this.#inRow[at] as number;
        counts[other] = (counts[other] as number) - 1;
        if (this.#isOpen[other] === 1 && counts[other] === 1) queue.push(other);
      }
    }
    return found;
  }

  #take(place: number, row: number): void {
    this.#isOpen[place] = 0;
    this.#isRowOpen[row] = 0;
    this.#head[row] = this.#basic[place] as number;
  }

  #entryOf(place: number, row: number): number {
    const { starts, row: rows, value } = this.#columns;
    const column = this.#basic[place] as number;
    for (let entry = starts[column] as number; entry < (starts[column + 1] as number); entry += 1)
      if (rows[entry] === row) return value[entry] as number;
    return 0;
  }

  #largestOf(place: number): number {
    const { starts, value } = this.#columns;
    const column = this.#basic[place] as number;
    let largest = 0;
    for (let entry = starts[column] as number; entry < (starts[column + 1] as number); entry += 1)
      largest = Math.max(largest, Math.abs(value[entry] as number));
    return largest;
  }

  #appendAsIs(place: number, row: number): void {
    const column = this.#basic[place] as number;
    const { starts } = this.#columns;
    this.#pivoting.reserve((starts[column + 1] as number) - (starts[column] as number));
    this.#pivoting.kernel.addColumn(row, column);
  }

  #append({ row, pivot, rows, values }: Step): void {
    const { kernel } = this.#pivoting;
    this.#pivoting.reserve(rows.length);
    for (let entry = 0; entry < rows.length; entry += 1)
      kernel.addEntry(rows[entry] as number, values[entry] as number);
    kernel.closeMatrix(row, pivot);
  }

  /** The rest by elimination, short columns first; the answer holds the columns that depend on others. */
  #eliminate(): number[] {
    const dropped: number[] = [];
    const rest = [...this.#isOpen.keys()].filter((place) => this.#isOpen[place] === 1);
    const counts = new Int32Array(this.#isRowOpen.length);
    const lengths = new Map<number, number>();
    for (const place of rest) {
      let length = 0;
      this.#eachOpenRow(place, (row) => {
        counts[row] = (counts[row] as number) + 1;
        length += 1;
      });
      lengths.set(place, length);
    }
    rest.sort((a, b) => (lengths.get(a) as number) - (lengths.get(b) as number) || a - b);
    const elimination = new Elimination(this.#isRowOpen, counts);
    const { starts, row: rows, value } = this.#columns;
    for (const place of rest) {
      const column = this.#basic[place] as number;
      const [begin, end] = [starts[column] as number, starts[column + 1] as number];
      const step = elimination.next(rows.subarray(begin, end), value.subarray(begin, end));
      if (step) {
        this.#take(place, step.row);
        this.#append(step);
      } else {
        this.#isOpen[place] = 0;
        dropped.push(column);
      }
    }
    return dropped;
  }
}
