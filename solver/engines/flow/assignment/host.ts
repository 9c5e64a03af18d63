import { MileError } from '../../../contract/errors.ts';
import { answerOf, priceOfIdleRow } from './answer.ts';
import { COMPILED } from './compiled.ts';
import { decodeBase64 } from './base64.ts';
import { hallViolator } from './hall.ts';
import { chooseNumbers, grainOf } from './numbers.ts';
import type { Assignment, AssignmentProblem } from './problem.ts';
import { rentPrices } from './rents.ts';
import { unitRows } from './units.ts';
import type { Global, Memory, Module, WebAssemblyApi } from './web-assembly.ts';

/** What wasm/kernel.ts exports. Globals hold addresses. */
interface Kernel {
  readonly memory: Memory;
  layOut(rows: number, units: number, columns: number, widest: number, entries: number): void;
  resetSpread(): void;
  noteSpread(count: number): void;
  takeOffBase(count: number): void;
  select(row: number, offset: number, wanted: number): void;
  prepare(): void;
  limitPrices(limit: number): void;
  greedy(): void;
  reduceRows(rounds: number): void;
  matchAll(patience: number): number;
  freeUnits(): number;
  auction(
    coarse: number,
    fine: number,
    divisor: number,
    grain: number,
    highest: number,
    patience: number,
  ): void;
  readonly auctioned: Global;
  readonly missingBytes: Global;
  lowerPrices(): void;
  readonly least: Global;
  readonly most: Global;
  readonly scanned: Global;
  readonly listLength: Global;
  readonly degree: Global;
  readonly optional: Global;
  readonly rowOf: Global;
  readonly mate: Global;
  readonly unitPrice: Global;
  readonly columnPrice: Global;
  readonly room: Global;
  readonly distance: Global;
  readonly basePrice: Global;
  readonly buffer: Global;
  readonly bufferedColumn: Global;
}

type Weights = 'i32' | 'f64';

/** Prices of columns to start from: taken off the worths before the lists are made, or asked for on top of them. */
interface FirstPrices {
  readonly inLists?: Float64Array | undefined;
  readonly onTop?: Float64Array | undefined;
}

/** Entries of a row's first list. */
const FIRST_LIST = 16;
/** The same where worths spread over little, so that many are equal and sorting is cheap. */
const FIRST_LIST_OF_TIES = 128;
const FEW_WORTHS = 2047;
/** Worths that are copied at once: they stay in the processor's cache while the lists are made. */
const BATCH = 1 << 15;
/** A memory that has grown beyond this is given back. */
const KEPT_BYTES = 256 * 2 ** 20;
const MOST_BYTES = 4 * 2 ** 30;
const NONE = -1;
const TIRED = -2;
/** Lengths of all lists that may be scanned before another method is tried. */
const FIRST_PATIENCE = 2;
const PATIENCE = 16;
/** An auction of rows that cannot all be matched would never end. */
const FALLING_PATIENCE = 64;
/** The first epsilon of an auction with falling steps, as a share of the spread of the worths; its divisor; the last, as a share of their grain. */
const COARSE = 0.02;
const DIVISOR = 4;
const FINE = 0.125;
const FALLING_FINE = 0.5;

const modules = new Map<Weights, Module>();
const idle = new Map<Weights, LoadedKernel>();

/** Solves in WebAssembly, in 32-bit whole numbers where the worths come as such and the bound of `numbers.ts` allows it. */
export function assignInKernel(
  webAssembly: WebAssemblyApi,
  problem: AssignmentProblem,
  warmColumnPrices?: Float64Array,
): Assignment {
  const first: Weights = problem.worth instanceof Int32Array ? 'i32' : 'f64';
  return (
    solveIn(webAssembly, first, problem, warmColumnPrices) ??
    solveIn(webAssembly, 'f64', problem, warmColumnPrices) ??
    broken('a number that was within bounds')
  );
}

function broken(what: string): never {
  throw new MileError('INTERNAL', `The assignment kernel contradicts itself: ${what}.`);
}

function solveIn(
  webAssembly: WebAssemblyApi,
  weights: Weights,
  problem: AssignmentProblem,
  warm?: Float64Array,
): Assignment | undefined {
  const kernel = idle.get(weights) ?? new LoadedKernel(webAssembly, weights);
  // A kernel that failed half-way is not to be trusted: it comes back only from a solve that ended well.
  idle.delete(weights);
  const answer = kernel.solve(problem, warm);
  if (kernel.bytes <= KEPT_BYTES) idle.set(weights, kernel);
  return answer;
}

class LoadedKernel {
  readonly #webAssembly: WebAssemblyApi;
  readonly #weights: Weights;
  readonly #kernel: Kernel;
  readonly #words: number;
  #problem: AssignmentProblem | undefined;
  #units = 0;
  #spread = 0;
  #grain = 1;
  #highestBid = 0;
  #hasBase = false;

  constructor(webAssembly: WebAssemblyApi, weights: Weights) {
    let module = modules.get(weights);
    if (!module) {
      module = new webAssembly.Module(decodeBase64(COMPILED[weights]));
      modules.set(weights, module);
    }
    const host = { extend: (row: number, wanted: number) => this.#extend(row, wanted) };
    this.#webAssembly = webAssembly;
    this.#weights = weights;
    this.#words = weights === 'i32' ? 2 : 3;
    this.#kernel = new webAssembly.Instance(module, { host }).exports as Kernel;
  }

  get bytes(): number {
    return this.#kernel.memory.buffer.byteLength;
  }

  /** Undefined where the numbers of this kernel do not reach. */
  solve(problem: AssignmentProblem, warm: Float64Array | undefined): Assignment | undefined {
    this.#problem = problem;
    const rowOf = unitRows(problem);
    try {
      return this.#solve(problem, rowOf, warm);
    } catch (error) {
      if (!(error instanceof this.#webAssembly.RuntimeError)) throw error;
      const missing = this.#kernel.missingBytes.value;
      if (missing > 0) refuseMemory(missing);
      broken(error.message);
    } finally {
      this.#problem = undefined;
    }
  }

  #solve(problem: AssignmentProblem, rowOf: Int32Array, warm: Float64Array | undefined) {
    const kernel = this.#kernel;
    const room = problem.capacity.reduce((sum, places) => sum + places, 0);
    // Lists by worth less price are short, but prices have to be lowered where room is left, and for that lists by worth are the better ones.
    const first = room > rowOf.length ? { onTop: warm } : { inLists: warm };
    if (!this.#start(problem, rowOf, first)) return undefined;
    if (this.#mostAreFree()) {
      const prices = rentPrices(problem, rowOf);
      if (prices) this.#start(problem, rowOf, { inLists: prices });
    }
    kernel.reduceRows(2);
    let unmatched = this.#search();
    if (unmatched === TIRED) {
      const violator = hallViolator(problem, rowOf, this.#wholesAt(kernel.mate, rowOf.length));
      if (violator) return violator;
      unmatched = this.#searchAndSell();
    }
    if (unmatched !== NONE) return this.#violator(problem, rowOf, unmatched);
    kernel.lowerPrices();
    return this.#answer(problem, rowOf);
  }

  /** Lists, and the favourites that have room. False where the numbers do not reach. */
  #start(problem: AssignmentProblem, rowOf: Int32Array, { inLists, onTop }: FirstPrices): boolean {
    const kernel = this.#kernel;
    this.#units = rowOf.length;
    this.#grain = grainOf(problem.worth);
    this.#hasBase = inLists !== undefined;
    this.#layOut(problem, rowOf);
    const base = this.#putPrices(kernel.basePrice, problem.capacity.length, inLists);
    const steps = Math.min(rowOf.length, problem.capacity.length);
    if (!this.#selectAll(problem, steps)) return false;
    const { largestPrice } = chooseNumbers(this.#spread, steps);
    kernel.prepare();
    const price = this.#putPrices(kernel.columnPrice, problem.capacity.length, onTop);
    // Prices that leave no leeway for bids are of no use.
    if (2 * (base + price) > largestPrice) return this.#start(problem, rowOf, {});
    this.#highestBid = largestPrice - base;
    kernel.limitPrices(this.#highestBid);
    kernel.greedy();
    return true;
  }

  #layOut(problem: AssignmentProblem, rowOf: Int32Array): void {
    const { starts, demand, capacity, optional } = problem;
    let [widest, entries] = [0, 0];
    for (let row = 0; row < demand.length; row += 1) {
      const degree = (starts[row + 1] as number) - (starts[row] as number);
      widest = Math.max(widest, degree);
      entries += Math.min(degree, FIRST_LIST);
    }
    const buffered = Math.max(widest, Math.min(BATCH, problem.column.length));
    const bytes = bytesNeeded(
      this.#words,
      demand.length,
      rowOf.length,
      capacity.length,
      buffered,
      widest,
      entries,
    );
    if (bytes > MOST_BYTES) refuseMemory(bytes);
    this.#kernel.layOut(demand.length, rowOf.length, capacity.length, buffered, 2 * widest);
    const degrees = this.#wholesAt(this.#kernel.degree, demand.length);
    this.#wholesAt(this.#kernel.listLength, demand.length).fill(0);
    for (let row = 0; row < demand.length; row += 1)
      degrees[row] = (starts[row + 1] as number) - (starts[row] as number);
    this.#wholesAt(this.#kernel.rowOf, rowOf.length).set(rowOf);
    this.#wholesAt(this.#kernel.room, capacity.length).set(capacity);
    new Uint8Array(this.#kernel.memory.buffer, this.#kernel.optional.value, optional.length).set(optional);
  }

  /** Shortest paths as long as they are short, and not where most want the same few to begin with. */
  #search(): number {
    if (this.#mostAreFree()) return TIRED;
    return this.#kernel.matchAll(this.#spread <= FEW_WORTHS ? FIRST_PATIENCE : PATIENCE);
  }

  #mostAreFree(): boolean {
    return 2 * this.#kernel.freeUnits() > this.#units;
  }

  /**
   * An auction in small steps, which keeps what is matched, where worths spread over so little that a war of prices ends soon; else an
   * auction with falling steps.
   */
  #searchAndSell(): number {
    const kernel = this.#kernel;
    const sell = (coarse: number, fine: number, patience: number) =>
      kernel.auction(coarse, fine * this.#grain, DIVISOR, this.#grain, this.#highestBid, patience);
    if (this.#spread <= FEW_WORTHS && !this.#mostAreFree()) {
      sell(0, FINE, PATIENCE);
      const unmatched = kernel.matchAll(PATIENCE);
      if (unmatched !== TIRED) return unmatched;
    }
    sell(this.#spread * COARSE, FALLING_FINE, FALLING_PATIENCE);
    return kernel.matchAll(Infinity);
  }

  /** Writes prices to start from, made multiples of the grain, from 0; says how high they are. */
  #putPrices(address: Global, columns: number, prices: Float64Array | undefined): number {
    const put = this.#weightsAt(address, columns);
    put.fill(0);
    if (!prices) return 0;
    const most = this.#weights === 'i32' ? 2 ** 30 : Number.MAX_SAFE_INTEGER;
    let highest = 0;
    for (let column = 0; column < columns; column += 1) {
      const price = Math.min(most, Math.max(0, prices[column] as number));
      put[column] = Math.floor(price / this.#grain) * this.#grain;
      highest = Math.max(highest, put[column] as number);
    }
    return highest;
  }

  /** The first lists of all rows, batch by batch. False where the worths turn out to need wider numbers. */
  #selectAll({ starts, demand }: AssignmentProblem, steps: number): boolean {
    const kernel = this.#kernel;
    kernel.resetSpread();
    for (let row = 0; row < demand.length;) {
      const begin = starts[row] as number;
      let next = row + 1;
      while (next < demand.length && (starts[next + 1] as number) - begin <= BATCH) next += 1;
      this.#load(begin, starts[next] as number);
      this.#spread = kernel.most.value - kernel.least.value;
      if (this.#weights === 'i32' && chooseNumbers(this.#spread, steps).kind === 'f64') return false;
      const wanted = this.#spread <= FEW_WORTHS ? FIRST_LIST_OF_TIES : FIRST_LIST;
      for (let one = row; one < next; one += 1) kernel.select(one, (starts[one] as number) - begin, wanted);
      row = next;
    }
    return true;
  }

  #extend(row: number, wanted: number): void {
    const { starts } = this.#problem as AssignmentProblem;
    this.#load(starts[row] as number, starts[row + 1] as number);
    this.#kernel.select(row, 0, wanted);
  }

  /** Puts the edges from `begin` to `end` into the buffers, less the base prices. */
  #load(begin: number, end: number): void {
    const { column, worth } = this.#problem as AssignmentProblem;
    this.#weightsAt(this.#kernel.buffer, end - begin).set(worth.subarray(begin, end));
    this.#wholesAt(this.#kernel.bufferedColumn, end - begin).set(column.subarray(begin, end));
    this.#kernel.noteSpread(end - begin);
    if (this.#hasBase) this.#kernel.takeOffBase(end - begin);
  }

  #answer(problem: AssignmentProblem, rowOf: Int32Array): Assignment {
    const { capacity, demand } = problem;
    const mate = this.#wholesAt(this.#kernel.mate, rowOf.length);
    const columnPrices = Float64Array.from(this.#weightsAt(this.#kernel.columnPrice, capacity.length));
    const base = this.#weightsAt(this.#kernel.basePrice, capacity.length);
    if (this.#hasBase)
      for (let column = 0; column < capacity.length; column += 1)
        columnPrices[column] = (columnPrices[column] as number) + (base[column] as number);
    const unitPrice = this.#weightsAt(this.#kernel.unitPrice, rowOf.length);
    const rowPrices = new Float64Array(demand.length);
    for (let row = 0; row < demand.length; row += 1)
      if (demand[row] === 0) rowPrices[row] = priceOfIdleRow(problem, row, columnPrices);
    for (let unit = 0; unit < rowOf.length; unit += 1)
      rowPrices[rowOf[unit] as number] = 0 + (unitPrice[unit] as number);
    return answerOf(problem, rowOf, mate, rowPrices, columnPrices);
  }

  #violator({ capacity, demand }: AssignmentProblem, rowOf: Int32Array, unmatched: number): Assignment {
    const far = this.#weights === 'i32' ? 2 ** 31 - 1 : Infinity;
    const distance = this.#weightsAt(this.#kernel.distance, capacity.length);
    const columns = Uint8Array.from(distance, (length) => (length < far ? 1 : 0));
    const rows = new Uint8Array(demand.length);
    const mate = this.#wholesAt(this.#kernel.mate, rowOf.length);
    for (let unit = 0; unit < rowOf.length; unit += 1) {
      const column = mate[unit] as number;
      if (unit === unmatched || (column >= 0 && columns[column] === 1)) rows[rowOf[unit] as number] = 1;
    }
    return { kind: 'infeasible', rows, columns };
  }

  #wholesAt(address: Global, count: number): Int32Array {
    return new Int32Array(this.#kernel.memory.buffer, address.value, count);
  }

  #weightsAt(address: Global, count: number): Int32Array | Float64Array {
    return this.#weights === 'i32'
      ? this.#wholesAt(address, count)
      : new Float64Array(this.#kernel.memory.buffer, address.value, count);
  }
}

/** Bytes of a layout, a little more than wasm/memory.ts takes. */
function bytesNeeded(
  words: number,
  rows: number,
  units: number,
  columns: number,
  buffered: number,
  widest: number,
  entries: number,
): number {
  const weight = 4 * (words - 1);
  return (
    rows * 17 +
    units * (32 + 2 * weight) +
    columns * (32 + 3 * weight + 2 * (weight + 4)) +
    buffered * (weight + 4) +
    (entries + 4 * widest + 2400) * (weight + 4)
  );
}

function refuseMemory(bytes: number): never {
  throw new MileError(
    'NOT_ENOUGH_MEMORY',
    `The assignment needs a memory of ${Math.ceil(bytes / 2 ** 20)} MiB, which is more than the 4 GiB of a 32-bit one or than the machine gives. Narrow the pairs first.`,
    { bytes, limit: MOST_BYTES },
  );
}
