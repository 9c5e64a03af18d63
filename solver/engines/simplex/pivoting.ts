import { MileError } from '../../contract/errors.ts';
import { decodeBase64 } from '../base64.ts';
import { webAssembly } from '../web-assembly.ts';
import type { Global, Memory } from '../web-assembly.ts';
import type { Columns } from './columns.ts';
import { COMPILED } from './compiled.ts';

/** Why the kernel gave the control back; the numbers of wasm/pivot.ts. */
export const ENDED = { paused: 0, hopeless: 1, long: 2, feasible: 3, stuck: 4, trouble: 5, done: 6 } as const;

/** What wasm/kernel.ts exports. Globals hold addresses, but for the last ones. */
interface Kernel {
  readonly memory: Memory;
  layOut(rows: number, columns: number, entries: number, matrices: number): boolean | number;
  reserve(entries: number): boolean | number;
  clearInverse(): void;
  addColumn(row: number, column: number): void;
  addEntry(row: number, value: number): void;
  closeMatrix(row: number, pivot: number): void;
  entryCount(): number;
  priceAll(): void;
  recompute(): void;
  makeStale(): void;
  endShifts(): boolean | number;
  /** The bound, of the minimum. */
  least(): number;
  beginRun(): void;
  countStep(): void;
  advance(steps: number, enough: number): number;
  pivotAt(row: number, enough: number): number;
  readonly columnStart: Global;
  readonly columnRow: Global;
  readonly columnValue: Global;
  readonly rowStart: Global;
  readonly rowColumn: Global;
  readonly rowValue: Global;
  readonly lower: Global;
  readonly upper: Global;
  readonly cost: Global;
  readonly trueCost: Global;
  readonly value: Global;
  readonly reduced: Global;
  readonly place: Global;
  readonly head: Global;
  readonly basicValue: Global;
  readonly edge: Global;
  readonly rho: Global;
  readonly updates: Global;
  readonly steps: Global;
  readonly stuckRow: Global;
}

/** Arrays of the program within the kernel's memory: of variables, structural ones first, and of rows. */
interface Views {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly cost: Float64Array;
  readonly trueCost: Float64Array;
  readonly value: Float64Array;
  readonly reduced: Float64Array;
  /** 0 where the variable is basic. */
  readonly place: Uint8Array;
  /** Of each row: the basic variable, what it is worth, its steepest-edge weight. */
  readonly head: Int32Array;
  readonly basicValue: Float64Array;
  readonly edge: Float64Array;
  /** The row of the inverse of the last pivot. */
  readonly rho: Float64Array;
}

/** Elementary matrices since the last factorisation, after which a new one is due; a number of wasm/pivot.ts. */
export const LONG = 60;

let instance: Kernel | undefined;
/** The program in its memory, by its number. */
let loaded = 0;

/**
 * The kernel with a linear program in its memory. There is one kernel in a thread, so a program is gone once the next one is loaded:
 * whoever goes on with it is told INTERNAL. Throws NOT_ENOUGH_MEMORY.
 */
export class Pivoting {
  readonly #number: number;
  readonly #rows: number;
  readonly #all: number;
  #views: Views | undefined;

  constructor({ rows, count, starts, row, value, rowStarts, rowColumn, rowValue }: Columns) {
    this.#rows = rows;
    this.#all = count + rows;
    instance ??= newInstance();
    loaded += 1;
    this.#number = loaded;
    if (!instance.layOut(rows, count, value.length, rows + LONG + 2)) refuseMemory();
    this.reserveUpdates();
    const { kernel } = this;
    this.#wholes(kernel.columnStart, count + 1).set(starts);
    this.#wholes(kernel.columnRow, row.length).set(row);
    this.#reals(kernel.columnValue, value.length).set(value);
    this.#wholes(kernel.rowStart, rows + 1).set(rowStarts);
    this.#wholes(kernel.rowColumn, rowColumn.length).set(rowColumn);
    this.#reals(kernel.rowValue, rowValue.length).set(rowValue);
  }

  get kernel(): Kernel {
    if (!instance || loaded !== this.#number)
      throw new MileError('INTERNAL', 'A linear program was used after the next one had been loaded.');
    return instance;
  }

  /** Good until more memory is reserved. */
  get views(): Views {
    const { kernel } = this;
    if (this.#views?.lower.buffer === kernel.memory.buffer) return this.#views;
    const variables = (address: Global) => this.#reals(address, this.#all);
    const ofRows = (address: Global) => this.#reals(address, this.#rows);
    this.#views = {
      lower: variables(kernel.lower),
      upper: variables(kernel.upper),
      cost: variables(kernel.cost),
      trueCost: variables(kernel.trueCost),
      value: variables(kernel.value),
      reduced: variables(kernel.reduced),
      place: new Uint8Array(kernel.memory.buffer, kernel.place.value, this.#all),
      head: this.#wholes(kernel.head, this.#rows),
      basicValue: ofRows(kernel.basicValue),
      edge: ofRows(kernel.edge),
      rho: ofRows(kernel.rho),
    };
    return this.#views;
  }

  /** Makes room for so many more entries of elementary matrices. */
  reserve(entries: number): void {
    if (!this.kernel.reserve(this.kernel.entryCount() + entries)) refuseMemory();
  }

  /** Makes room for the updates until the next factorisation. */
  reserveUpdates(): void {
    this.reserve((LONG + 1) * this.#rows);
  }

  #reals(address: Global, length: number): Float64Array {
    return new Float64Array(this.kernel.memory.buffer, address.value, length);
  }

  #wholes(address: Global, length: number): Int32Array {
    return new Int32Array(this.kernel.memory.buffer, address.value, length);
  }
}

function newInstance(): Kernel {
  if (!webAssembly) throw new MileError('ENGINE_FAILED', 'Programs with quotas need WebAssembly.');
  const module = new webAssembly.Module(decodeBase64(COMPILED));
  return new webAssembly.Instance(module, {}).exports as Kernel;
}

function refuseMemory(): never {
  throw new MileError(
    'NOT_ENOUGH_MEMORY',
    'The quotas need a linear program larger than the memory of 4 GiB, or than the machine gives. Narrow the pairs first.',
  );
}
