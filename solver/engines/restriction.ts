import type { Prices } from '../program/prices.ts';
import { EMPTY_ROW, FREE, pairCount } from '../program/program.ts';
import type { Limits, Program, Row } from '../program/program.ts';
import { RowBuilder } from './linear-model.ts';
import type { LinearModel } from './linear-model.ts';

/** A program's linear model over some of its free pairs. Fixed pairs are worked into the bounds: no column is ever fixed. */
export interface Restriction {
  readonly model: LinearModel;
  /** The pair of each column, ascending. */
  readonly pairs: Int32Array;
  /** What each row of the model stands for: participants, mentors and rows of the program, counted through. */
  readonly owners: Int32Array;
}

/** Builds the model over the pairs that are marked in `core` and free in the program. */
export function restrict(program: Program, core: Uint8Array): Restriction {
  return new Restricting(program, core).build();
}

class Restricting {
  readonly #program: Program;
  readonly #pairs: Int32Array;
  readonly #rows = new RowBuilder();
  readonly #owners: number[] = [];
  readonly #columnUpper: Float64Array;

  constructor(program: Program, core: Uint8Array) {
    this.#program = program;
    this.#pairs = marked(program.fixed, core);
    this.#columnUpper = new Float64Array(this.#pairs.length).fill(1);
  }

  build(): Restriction {
    const { participants, participant, mentors, mentor, rows, objective } = this.#program;
    this.#addLimits(participants, participant, 0);
    this.#addLimits(mentors, mentor, participants.max.length);
    const columnOf = this.#columnOfPair();
    const before = participants.max.length + mentors.max.length;
    for (const [index, row] of rows.entries())
      if (row !== EMPTY_ROW) this.#addRow(row, before + index, columnOf);
    const worth = Float64Array.from(this.#pairs, (pair) => objective[pair] as number);
    return {
      model: this.#rows.finish(worth, this.#columnUpper),
      pairs: this.#pairs,
      owners: Int32Array.from(this.#owners),
    };
  }

  /** Limits that cannot bind are left out; a column that a limit keeps at most at 1 needs no bound of its own. */
  #addLimits({ min, max }: Limits, ends: Int32Array, firstOwner: number): void {
    const columns = this.#columnsByNode(ends, max.length);
    const taken = this.#chosenAlready(ends, max.length);
    for (const [node, own] of columns.entries()) {
      const lower = (min[node] as number) - (taken[node] as number);
      const upper = (max[node] as number) - (taken[node] as number);
      if (lower <= 0 && upper >= own.length) continue;
      for (const column of own) {
        this.#rows.entry(column, 1);
        if (upper <= 1) this.#columnUpper[column] = Infinity;
      }
      this.#rows.end(lower <= 0 ? -Infinity : lower, upper);
      this.#owners.push(firstOwner + node);
    }
  }

  #addRow({ lower, upper, pairs, coefficients }: Row, owner: number, columnOf: Int32Array): void {
    let taken = 0;
    for (let entry = 0; entry < pairs.length; entry += 1) {
      const pair = pairs[entry] as number;
      const coefficient = coefficients[entry] as number;
      const column = columnOf[pair] as number;
      if (this.#program.fixed[pair] === 1) taken += coefficient;
      else if (column >= 0 && coefficient !== 0) this.#rows.entry(column, coefficient);
    }
    this.#rows.end(lower - taken, upper - taken);
    this.#owners.push(owner);
  }

  #columnsByNode(ends: Int32Array, nodes: number): number[][] {
    const columns: number[][] = Array.from({ length: nodes }, () => []);
    for (const [column, pair] of this.#pairs.entries()) columns[ends[pair] as number]?.push(column);
    return columns;
  }

  #chosenAlready(ends: Int32Array, nodes: number): Int32Array {
    const taken = new Int32Array(nodes);
    const { fixed } = this.#program;
    for (let pair = 0; pair < fixed.length; pair += 1) {
      if (fixed[pair] === 1) taken[ends[pair] as number] = (taken[ends[pair] as number] as number) + 1;
    }
    return taken;
  }

  #columnOfPair(): Int32Array {
    const columnOf = new Int32Array(pairCount(this.#program)).fill(-1);
    for (const [column, pair] of this.#pairs.entries()) columnOf[pair] = column;
    return columnOf;
  }
}

function marked(fixed: Int8Array, core: Uint8Array): Int32Array {
  const pairs: number[] = [];
  for (let pair = 0; pair < core.length; pair += 1) {
    if (core[pair] === 1 && fixed[pair] === FREE) pairs.push(pair);
  }
  return Int32Array.from(pairs);
}

/** The model's prices as prices of the program; what has no row in the model has the price 0. */
export function pricesOf(program: Program, { owners }: Restriction, prices: ArrayLike<number>): Prices {
  const participants = program.participants.max.length;
  const before = participants + program.mentors.max.length;
  const all = new Float64Array(before + program.rows.length);
  for (let row = 0; row < owners.length; row += 1) all[owners[row] as number] = prices[row] as number;
  return {
    participants: all.slice(0, participants),
    mentors: all.slice(participants, before),
    rows: all.slice(before),
  };
}

/** The model's values as values of all pairs. */
export function valuesOf(program: Program, { pairs }: Restriction, values: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(program.fixed, (fixed) => (fixed === 1 ? 1 : 0));
  for (let column = 0; column < pairs.length; column += 1)
    x[pairs[column] as number] = values[column] as number;
  return x;
}
