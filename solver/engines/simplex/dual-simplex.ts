import type { LinearModel } from '../linear-model.ts';
import { columnsOf } from './columns.ts';
import type { Columns } from './columns.ts';
import { factorise } from './factorisation.ts';
import { forestOf } from './forest.ts';
import { ENDED, LONG, Pivoting } from './pivoting.ts';
import type { Start } from './start.ts';

/** A basic value may be beyond its bound by this. */
const FEASIBLE = 1e-9;
/** Costs are moved apart by up to this, so that ties do not stall the search. */
const PERTURBATION = 1e-4;
/** A loop among numerical troubles ends here. */
const MOST_REPAIRS = 20;
/** Pivots of a run that hardly any needs. */
const MOST_PIVOTS = 20_000;
const BASIC = 0;
const NOT_BASIC = 1;

export type DualStatus = 'optimal' | 'infeasible' | 'hopeless' | 'paused' | 'unsettled';

/**
 * The dual simplex method for  max c x, lower <= A x <= upper, 0 <= x <= bounds,  with steepest edges (Forrest and Goldfarb 1992) and long
 * steps that pass by bounds (Fourer 1994; the whole after Koberstein 2005). Every variable has two finite bounds, so any basis can be
 * made dual feasible by moving values to their other bounds, and every change of bounds goes on from the last basis. Pivots are made in
 * WebAssembly (`wasm/`); here is what happens between them. Floats, and nobody has to believe them.
 */
export class DualSimplex {
  readonly #columns: Columns;
  readonly #memory: Pivoting;
  readonly #naturalLower: Float64Array;
  readonly #naturalUpper: Float64Array;
  #ray: Float64Array | undefined;
  #repairs = 0;
  #isPaused = false;
  /** Pivots of the present run. */
  #pivots = 0;

  constructor(model: LinearModel) {
    const columns = columnsOf(model);
    const { rows, count } = columns;
    this.#columns = columns;
    this.#memory = new Pivoting(columns);
    this.#naturalLower = new Float64Array(rows);
    this.#naturalUpper = new Float64Array(rows);
    const { trueCost, cost, reduced, upper, place, head, edge } = this.#memory.views;
    place.fill(NOT_BASIC, 0, count);
    for (let column = 0; column < count; column += 1) {
      trueCost[column] = -(model.objective[column] as number);
      cost[column] = (trueCost[column] as number) + PERTURBATION * noise(column);
      reduced[column] = cost[column] as number;
      // Columns are pairs.
      upper[column] = Math.min(1, model.columnUpper[column] as number);
    }
    edge.fill(1);
    for (let row = 0; row < rows; row += 1) {
      head[row] = count + row;
      this.#measureRow(row, upper);
      this.boundRow(row, model.rowLower[row] as number, model.rowUpper[row] as number);
    }
  }

  /** What the row can come to at all; a bit beyond, it stands for an infinite side. */
  #measureRow(row: number, columnUpper: Float64Array): void {
    const { rowStarts, rowValue, rowColumn } = this.#columns;
    let [least, most] = [-1, 1];
    for (let entry = rowStarts[row] as number; entry < (rowStarts[row + 1] as number); entry += 1) {
      const value = (rowValue[entry] as number) * (columnUpper[rowColumn[entry] as number] as number);
      if (value > 0) most += value;
      else least += value;
    }
    this.#naturalLower[row] = least;
    this.#naturalUpper[row] = most;
  }

  /**
   * Starts from prices of the rows and a choice that is best at them (a Lagrangian solution): the basis is a forest of columns of reduced
   * cost 0. Rows that have a price and yet a basic logical variable keep their price by a cost, which is taken away once that variable
   * leaves the basis, or at the end.
   */
  start({ prices, choice, people }: Start): void {
    const { count, rows, rowScale } = this.#columns;
    const { trueCost, cost, value, lower, upper, place, head, edge } = this.#memory.views;
    const own = Float64Array.from(rowScale, (scale, row) => -(prices[row] as number) / scale);
    const basic = forestOf(this.#columns, trueCost, { people, choice }, own);
    place.fill(NOT_BASIC);
    for (const variable of basic) place[variable] = BASIC;
    for (let variable = 0; variable < count; variable += 1) {
      const isChosen = choice[variable] === 1;
      const aside = PERTURBATION * Math.abs(noise(variable));
      cost[variable] = (trueCost[variable] as number) + (isChosen ? -aside : aside);
      value[variable] = (isChosen ? upper[variable] : lower[variable]) as number;
    }
    for (let row = 0; row < rows; row += 1) {
      const variable = count + row;
      cost[variable] = place[variable] === BASIC ? (own[row] as number) : 0;
      value[variable] = ((own[row] as number) > 0 ? upper[variable] : lower[variable]) as number;
    }
    head.set(basic);
    edge.fill(1);
    this.#refactor();
  }

  boundColumn(column: number, lower: number, upper: number): void {
    this.#bound(column, lower, Math.min(1, upper));
  }

  boundRow(row: number, lower: number, upper: number): void {
    const scale = this.#columns.rowScale[row] as number;
    // The logical variable is minus the row's activity.
    this.#bound(
      this.#columns.count + row,
      upper === Infinity ? -(this.#naturalUpper[row] as number) : -upper * scale,
      lower === -Infinity ? -(this.#naturalLower[row] as number) : -lower * scale,
    );
  }

  #bound(variable: number, lower: number, upper: number): void {
    const { views, kernel } = this.#memory;
    views.lower[variable] = lower;
    views.upper[variable] = upper;
    kernel.makeStale();
  }

  /**
   * Goes on until the optimum or the number of pivots. `enough`: a bound at or below it will do ("hopeless").
   */
  run(pivots: number, enough: number): DualStatus {
    const { kernel } = this.#memory;
    if (!this.#isPaused) {
      this.#repairs = 0;
      this.#pivots = 0;
    }
    this.#ray = undefined;
    kernel.beginRun();
    const status = this.#findCrossed() ? 'infeasible' : this.#runOn(pivots, enough);
    this.#pivots += kernel.steps.value;
    this.#isPaused = status === 'paused';
    return this.#isPaused && this.#pivots >= MOST_PIVOTS ? 'unsettled' : status;
  }

  #runOn(pivots: number, enough: number): DualStatus {
    const { kernel } = this.#memory;
    for (;;) {
      const ended = this.#surely(kernel.advance(pivots, enough), enough);
      switch (ended) {
        case ENDED.paused:
          return 'paused';
        case ENDED.hopeless:
          return 'hopeless';
        case ENDED.stuck:
          this.#ray = this.#memory.views.rho.slice();
          return 'infeasible';
        case ENDED.long:
          this.#refactor();
          break;
        case ENDED.feasible:
          if (this.#isOptimal()) return 'optimal';
          kernel.countStep();
          break;
        case ENDED.trouble:
          this.#repairs += 1;
          if (this.#repairs > MOST_REPAIRS) return 'unsettled';
          this.#refactor();
          kernel.countStep();
      }
    }
  }

  /** All values are within their bounds: is nothing left to be put right before? */
  #isOptimal(): boolean {
    const { kernel } = this.#memory;
    if (kernel.endShifts()) return false;
    // After few updates the values are those of the basis, up to rounding.
    if (this.#repairs > 0 || kernel.updates.value < LONG) return true;
    this.#repairs += 1;
    this.#refactor();
    return false;
  }

  /** That no variable can enter is said of a fresh factorisation alone. */
  #surely(ended: number, enough: number): number {
    const { kernel } = this.#memory;
    if (ended !== ENDED.stuck || kernel.updates.value === 0) return ended;
    const variable = this.#memory.views.head[kernel.stuckRow.value] as number;
    this.#refactor();
    const row = this.#memory.views.head.indexOf(variable);
    return row >= 0 && this.#isBeyond(row) ? kernel.pivotAt(row, enough) : ENDED.trouble;
  }

  #isBeyond(row: number): boolean {
    const { head, basicValue, lower, upper } = this.#memory.views;
    const variable = head[row] as number;
    const value = basicValue[row] as number;
    return value < (lower[variable] as number) - FEASIBLE || value > (upper[variable] as number) + FEASIBLE;
  }

  /** A row whose side is beyond all that it can come to contradicts itself. */
  #findCrossed(): boolean {
    const { rows, count } = this.#columns;
    const { lower, upper } = this.#memory.views;
    for (let row = 0; row < rows; row += 1) {
      if ((lower[count + row] as number) <= (upper[count + row] as number)) continue;
      this.#ray = new Float64Array(rows);
      this.#ray[row] = 1;
      return true;
    }
    return false;
  }

  /** The Lagrangian bound of the present prices, with the costs as they were given. */
  bound(): number {
    return -this.#memory.kernel.least();
  }

  values(): Float64Array {
    const { value, basicValue, head } = this.#memory.views;
    const values = value.slice(0, this.#columns.count);
    for (let row = 0; row < head.length; row += 1) {
      const variable = head[row] as number;
      if (variable < values.length) values[variable] = basicValue[row] as number;
    }
    return values;
  }

  /** Dual prices of the rows, of the costs as they are moved. */
  prices(): Float64Array {
    const { count, rowScale } = this.#columns;
    const { cost, reduced } = this.#memory.views;
    // A logical column is a unit vector of cost `cost`, so its reduced cost tells its row's price.
    return rowScale.map((scale, row) => {
      const variable = count + row;
      return -((cost[variable] as number) - (reduced[variable] as number)) * scale;
    });
  }

  /** Farkas multipliers of the rows, where the last run ended infeasible. */
  ray(): Float64Array | undefined {
    const { rowScale } = this.#columns;
    return this.#ray?.map((value, row) => value * (rowScale[row] as number));
  }

  #refactor(): void {
    const before = this.#memory.views;
    const edgeOf = new Map(
      Array.from(before.head, (variable, row) => [variable, before.edge[row] as number]),
    );
    const dropped = factorise(this.#columns, this.#memory);
    const { head, edge, place } = this.#memory.views;
    for (const variable of dropped) place[variable] = NOT_BASIC;
    for (let row = 0; row < head.length; row += 1) {
      const variable = head[row] as number;
      place[variable] = BASIC;
      edge[row] = edgeOf.get(variable) ?? 1;
    }
    const { kernel } = this.#memory;
    kernel.priceAll();
    kernel.recompute();
  }
}

/** Between -1/2 and 1/2, the same for the same number (a multiplicative hash). */
function noise(index: number): number {
  return (Math.imul(index + 1, 0x9e3779b1) >>> 0) / 2 ** 32 - 0.5;
}
