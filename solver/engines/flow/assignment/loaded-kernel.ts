import { MileError } from '../../../contract/errors.ts';
import { priceOfIdleRow } from './answer.ts';
import { COMPILED } from './compiled.ts';
import { decodeBase64 } from '../../base64.ts';
import { Divisor, aloneWorth, chooseNumbers, grainOf } from './numbers.ts';
import type { AssignmentProblem, Infeasible, UnitAssignment } from './problem.ts';
import { tightEdges } from './tight-edges.ts';
import type { Global, Memory, Module, WebAssemblyApi } from '../../web-assembly.ts';

/** What wasm/kernel.ts exports. Globals hold addresses. */
interface Kernel {
  readonly memory: Memory;
  layOut(rows: number, units: number, columns: number, widest: number, entries: number): void;
  resetSpread(): void;
  noteSpread(count: number): void;
  divide(count: number, inverse: number, twos: number): boolean | number;
  takeOffBase(count: number): void;
  renewLists(): void;
  select(row: number, offset: number, wanted: number): void;
  prepare(): void;
  limitPrices(limit: number): void;
  greedy(): void;
  reduceRows(rounds: number): void;
  matchAll(patience: number): number;
  matchInPhases(most: number): void;
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
  letStayAlone(worth: number): void;
  setAloneWorth(worth: number): void;
  lowerPrices(): void;
  readonly least: Global;
  readonly most: Global;
  readonly scanned: Global;
  readonly listStart: Global;
  readonly listLength: Global;
  entryAt(index: number): number;
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

export type Weights = 'i32' | 'f64';

/** Prices of columns to start from: taken off the worths before the lists are made, or asked for on top of them. */
export interface FirstPrices {
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
/** What staying alone costs during an auction, in spreads of the worths: few are left over that could be matched, and prices do not climb far. */
const ALONE_SPREADS = 2;
const MOST_BYTES = 4 * 2 ** 30;

const modules = new Map<Weights, Module>();

/** The compiled kernel with a problem in its memory: laying it out, lists of the best edges on demand, reading the result. */
export class LoadedKernel {
  readonly kernel: Kernel;
  readonly #weights: Weights;
  #problem = NO_PROBLEM;
  #rowOf: Int32Array = new Int32Array();
  #spread = 0;
  /** Worths lie in the memory in units of so much: 32-bit ones in units of their grain. */
  #unit = new Divisor(1);
  /** The common divisor of the worths in the memory, as far as a sample tells. */
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
    this.#weights = weights;
    this.kernel = new webAssembly.Instance(module, { host }).exports as Kernel;
  }

  get bytes(): number {
    return this.kernel.memory.buffer.byteLength;
  }

  /** From the least worth in the memory to the largest, 0 included; known once the lists are made. */
  get spread(): number {
    return this.#spread;
  }

  get grain(): number {
    return this.#grain;
  }

  /** No bid may set a higher price. */
  get highestBid(): number {
    return this.#highestBid;
  }

  /** Worths spread over so little that many are equal. */
  get hasFewWorths(): boolean {
    return this.#spread <= FEW_WORTHS;
  }

  /** The first lists of rows with many ties were about as long as the rows. */
  get hasShortRows(): boolean {
    const { column, demand } = this.#problem;
    return column.length <= demand.length * FIRST_LIST_OF_TIES;
  }

  /** The column of each unit in the kernel's memory, negative where it has none. */
  get mate(): Int32Array {
    return this.#wholesAt(this.kernel.mate, this.#rowOf.length);
  }

  mostAreFree(): boolean {
    return 2 * this.kernel.freeUnits() > this.#rowOf.length;
  }

  /** Takes up a problem; nothing of it is copied before `start`. */
  take(problem: AssignmentProblem, rowOf: Int32Array): void {
    this.#problem = problem;
    this.#rowOf = rowOf;
    const grain = grainOf(problem.worth);
    const isDivided = this.#weights === 'i32' && grain > 1;
    this.#unit = new Divisor(isDivided ? grain : 1);
    this.#grain = isDivided ? 1 : grain;
  }

  /** Throws NOT_ENOUGH_MEMORY where the memory could not grow as far as the kernel asked. */
  refuseMissingMemory(): void {
    const missing = this.kernel.missingBytes.value;
    if (missing > 0) refuseMemory(missing);
  }

  /** Keeps no problem alive that is solved. */
  release(): void {
    this.#problem = NO_PROBLEM;
  }

  /** Lists, and the favourites that have room. False where the numbers do not reach. */
  start({ inLists, onTop }: FirstPrices): boolean {
    const { kernel } = this;
    this.#hasBase = inLists !== undefined;
    this.#layOut();
    const base = this.#putPrices(kernel.basePrice, inLists);
    const selected = this.#selectAll();
    if (selected === 'no multiples') {
      this.#unit = new Divisor(1);
      return this.start({ inLists, onTop });
    }
    if (selected === 'too wide') return false;
    const { largestPrice } = chooseNumbers(this.#spread, this.#steps());
    kernel.prepare();
    const price = this.#putPrices(kernel.columnPrice, onTop);
    // Prices that leave no leeway for bids are of no use.
    if (2 * (base + price) > largestPrice) return this.start({});
    this.#highestBid = largestPrice - base;
    kernel.limitPrices(this.#highestBid);
    kernel.greedy();
    return true;
  }

  /** From now on units of these rows (1 where meant) may stay alone. */
  letStayAlone(rows: Uint8Array): void {
    new Uint8Array(this.kernel.memory.buffer, this.kernel.optional.value, rows.length).set(rows);
    this.kernel.setAloneWorth(-ALONE_SPREADS * this.#spread);
  }

  /** From now on every unit may stay alone, but as few as can be do; false where the numbers do not reach. */
  letFewStayAlone(): boolean {
    const worth = aloneWorth(this.#spread, this.#steps(), this.#weights);
    if (worth !== undefined) this.kernel.letStayAlone(worth);
    return worth !== undefined;
  }

  /** Lists by worth less the present prices. */
  renewLists(): void {
    this.#hasBase = true;
    this.kernel.renewLists();
  }

  answer(): UnitAssignment {
    const { capacity, demand } = this.#problem;
    const unit = this.#unit.value;
    const columnPrices = new Float64Array(capacity.length);
    const [base, above] = [this.kernel.basePrice, this.kernel.columnPrice].map((address) =>
      this.#weightsAt(address, capacity.length),
    ) as [Int32Array, Int32Array];
    for (let column = 0; column < capacity.length; column += 1)
      columnPrices[column] = unit * ((base[column] as number) + (above[column] as number));
    const unitPrice = this.#weightsAt(this.kernel.unitPrice, this.#rowOf.length);
    const rowPrices = new Float64Array(demand.length);
    for (let row = 0; row < demand.length; row += 1)
      if (demand[row] === 0) rowPrices[row] = priceOfIdleRow(this.#problem, row, columnPrices);
    for (let asking = 0; asking < unitPrice.length; asking += 1)
      rowPrices[this.#rowOf[asking] as number] = 0 + unit * (unitPrice[asking] as number);
    return { kind: 'optimal', rowOf: this.#rowOf, mate: this.mate.slice(), rowPrices, columnPrices };
  }

  /** The answer with the edges that are worth their prices, where the lists are in 32 bits. */
  answerWithTight(): UnitAssignment {
    const answer = this.answer();
    if (this.#weights === 'f64') return answer;
    const { kernel } = this;
    const rows = this.#problem.demand.length;
    const begin = kernel.entryAt(0);
    const lists = {
      starts: this.#wholesAt(kernel.listStart, rows),
      lengths: this.#wholesAt(kernel.listLength, rows),
      entries: new Int32Array(kernel.memory.buffer, begin, (this.bytes - begin) >> 2),
      unitPrice: this.#wholesAt(kernel.unitPrice, this.#rowOf.length),
      columnPrice: this.#wholesAt(kernel.columnPrice, this.#problem.capacity.length),
    };
    return { ...answer, tight: tightEdges(this.#problem, answer, lists) };
  }

  /** What the search that came to no goal has reached. */
  violator(unmatched: number): Infeasible {
    const { capacity, demand } = this.#problem;
    const far = this.#weights === 'i32' ? 2 ** 31 - 1 : Infinity;
    const distance = this.#weightsAt(this.kernel.distance, capacity.length);
    const columns = Uint8Array.from(distance, (length) => (length < far ? 1 : 0));
    const rows = new Uint8Array(demand.length);
    const { mate } = this;
    for (let unit = 0; unit < mate.length; unit += 1) {
      const column = mate[unit] as number;
      if (unit === unmatched || (column >= 0 && columns[column] === 1)) rows[this.#rowOf[unit] as number] = 1;
    }
    return { kind: 'infeasible', rows, columns };
  }

  /** The longest that a path can be, in exchanges. */
  #steps(): number {
    return Math.min(this.#rowOf.length, this.#problem.capacity.length);
  }

  #layOut(): void {
    const { kernel } = this;
    const { starts, demand, capacity, optional, column } = this.#problem;
    let [widest, entries] = [0, 0];
    for (let row = 0; row < demand.length; row += 1) {
      const degree = (starts[row + 1] as number) - (starts[row] as number);
      widest = Math.max(widest, degree);
      entries += Math.min(degree, FIRST_LIST);
    }
    const units = this.#rowOf.length;
    const buffered = Math.max(widest, Math.min(BATCH, column.length));
    const bytes = bytesNeeded(
      this.#weights === 'i32' ? 4 : 8,
      demand.length,
      units,
      capacity.length,
      buffered,
      widest,
      entries,
    );
    if (bytes > MOST_BYTES) refuseMemory(bytes);
    kernel.layOut(demand.length, units, capacity.length, buffered, 2 * widest);
    const degrees = this.#wholesAt(kernel.degree, demand.length);
    this.#wholesAt(kernel.listLength, demand.length).fill(0);
    for (let row = 0; row < demand.length; row += 1)
      degrees[row] = (starts[row + 1] as number) - (starts[row] as number);
    this.#wholesAt(kernel.rowOf, units).set(this.#rowOf);
    this.#wholesAt(kernel.room, capacity.length).set(capacity);
    new Uint8Array(kernel.memory.buffer, kernel.optional.value, optional.length).set(optional);
  }

  /** Writes prices to start from, in units and made multiples of the grain, from 0; says how high they are. */
  #putPrices(address: Global, prices: Float64Array | undefined): number {
    const put = this.#weightsAt(address, this.#problem.capacity.length);
    put.fill(0);
    if (!prices) return 0;
    const most = this.#weights === 'i32' ? 2 ** 30 : Number.MAX_SAFE_INTEGER;
    let highest = 0;
    for (let column = 0; column < put.length; column += 1) {
      const price = Math.min(most, Math.max(0, (prices[column] as number) / this.#unit.value));
      put[column] = Math.floor(price / this.#grain) * this.#grain;
      highest = Math.max(highest, put[column] as number);
    }
    return highest;
  }

  /** The first lists of all rows, batch by batch, unless worths need wider numbers or are no multiples of the unit. */
  #selectAll(): 'all' | 'too wide' | 'no multiples' {
    const { kernel } = this;
    const { starts, demand, checkRange } = this.#problem;
    const unit = this.#unit.value;
    kernel.resetSpread();
    for (let row = 0; row < demand.length;) {
      const begin = starts[row] as number;
      let next = row + 1;
      while (next < demand.length && (starts[next + 1] as number) - begin <= BATCH) next += 1;
      if (!this.#load(begin, starts[next] as number)) return 'no multiples';
      checkRange?.({ least: unit * kernel.least.value, most: unit * kernel.most.value });
      this.#spread = kernel.most.value - kernel.least.value;
      if (this.#weights === 'i32' && chooseNumbers(this.#spread, this.#steps()).kind === 'f64')
        return 'too wide';
      const wanted = this.hasFewWorths ? FIRST_LIST_OF_TIES : FIRST_LIST;
      for (let one = row; one < next; one += 1) kernel.select(one, (starts[one] as number) - begin, wanted);
      row = next;
    }
    return 'all';
  }

  #extend(row: number, wanted: number): void {
    const { starts } = this.#problem;
    this.#load(starts[row] as number, starts[row + 1] as number);
    this.kernel.select(row, 0, wanted);
  }

  /** Puts the edges from `begin` to `end` into the buffers, in units and less the base prices; false where some worth is no multiple of the unit. */
  #load(begin: number, end: number): boolean {
    const { column, worth } = this.#problem;
    this.#weightsAt(this.kernel.buffer, end - begin).set(worth.subarray(begin, end));
    this.#wholesAt(this.kernel.bufferedColumn, end - begin).set(column.subarray(begin, end));
    const { value, inverse, twos } = this.#unit;
    if (value > 1 && !this.kernel.divide(end - begin, inverse, twos)) return false;
    this.kernel.noteSpread(end - begin);
    if (this.#hasBase) this.kernel.takeOffBase(end - begin);
    const { least, most } = this.kernel;
    return value === 1 || Math.max(most.value, -least.value) <= (2 ** 31 - 1) / value;
  }

  #wholesAt(address: Global, count: number): Int32Array {
    return new Int32Array(this.kernel.memory.buffer, address.value, count);
  }

  #weightsAt(address: Global, count: number): Int32Array | Float64Array {
    return this.#weights === 'i32'
      ? this.#wholesAt(address, count)
      : new Float64Array(this.kernel.memory.buffer, address.value, count);
  }
}

const NO_PROBLEM: AssignmentProblem = {
  starts: new Int32Array(1),
  column: new Int32Array(),
  worth: new Int32Array(),
  demand: new Int32Array(),
  optional: new Uint8Array(),
  capacity: new Int32Array(),
};

/** Bytes of a layout, a little more than wasm/memory.ts takes; `weight` is what one number takes. */
function bytesNeeded(
  weight: number,
  rows: number,
  units: number,
  columns: number,
  buffered: number,
  widest: number,
  entries: number,
): number {
  return (
    rows * 17 +
    units * (36 + 2 * weight) +
    columns * (36 + 3 * weight + 2 * (weight + 4)) +
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
