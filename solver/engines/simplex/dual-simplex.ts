import type { LinearModel } from '../linear-model.ts';
import { Basis } from './basis.ts';
import { columnsOf } from './columns.ts';
import type { Columns } from './columns.ts';
import { forestOf } from './forest.ts';
import type { Start } from './start.ts';

/** A basic value may be beyond its bound by this. */
const FEASIBLE = 1e-9;
/** Entries of a pivot row below this are taken for 0. */
const ENTRY = 1e-9;
/** Reduced costs may be on the wrong side by this where that allows a larger pivot (Harris 1973). */
const SLACKENING = 1e-7;
/** The pivot as the row and as the column give it may differ by this share. */
const AGREEMENT = 1e-7;
/** Costs are moved apart by up to this, so that ties do not stall the search. */
const PERTURBATION = 1e-4;
const LEAST_WEIGHT = 1e-4;
/** A loop among numerical troubles ends here. */
const MOST_REPAIRS = 20;
/** Pivots of a run that hardly any needs. */
const MOST_PIVOTS = 20_000;

export type DualStatus = 'optimal' | 'infeasible' | 'hopeless' | 'paused' | 'unsettled';

/**
 * The dual simplex method for  max c x, lower <= A x <= upper, 0 <= x <= bounds,  with steepest edges (Forrest and Goldfarb 1992) and long
 * steps that pass by bounds (Fourer 1994; the whole after Koberstein 2005). Every variable has two finite bounds, so any basis can be
 * made dual feasible by moving values to their other bounds, and every change of bounds goes on from the last basis. Floats, and
 * nobody has to believe them.
 */
export class DualSimplex {
  readonly #columns: Columns;
  readonly #basis: Basis;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  /** What is minimised, moved apart and shifted, and as it was given. */
  readonly #cost: Float64Array;
  readonly #trueCost: Float64Array;
  readonly #value: Float64Array;
  readonly #reduced: Float64Array;
  readonly #isBasic: Uint8Array;
  /** Of each row: what its basic variable is worth, and the steepest-edge weight. */
  readonly #basicValue: Float64Array;
  readonly #weight: Float64Array;
  readonly #naturalLower: Float64Array;
  readonly #naturalUpper: Float64Array;
  #mustRecompute = true;
  #ray: Float64Array | undefined;

  readonly #pivotRow: Float64Array;
  readonly #touched: Int32Array;
  #touchedCount = 0;
  readonly #rho: Float64Array;
  readonly #alpha: Float64Array;
  readonly #tau: Float64Array;
  readonly #flips: Float64Array;
  readonly #candidate: Int32Array;
  readonly #ratio: Float64Array;
  readonly #entry: Float64Array;
  readonly #passed: Int32Array;
  #passedCount = 0;
  pivots = 0;
  #repairs = 0;
  #isPaused = false;
  /** The number of pivots at which the run ends in any case. */
  #end = 0;

  constructor(model: LinearModel) {
    const columns = columnsOf(model);
    const { rows, count } = columns;
    const all = count + rows;
    this.#columns = columns;
    this.#basis = new Basis(columns);
    this.#lower = new Float64Array(all);
    this.#upper = new Float64Array(all);
    this.#trueCost = new Float64Array(all);
    this.#cost = new Float64Array(all);
    this.#value = new Float64Array(all);
    this.#reduced = new Float64Array(all);
    this.#isBasic = new Uint8Array(all);
    this.#basicValue = new Float64Array(rows);
    this.#weight = new Float64Array(rows).fill(1);
    this.#naturalLower = new Float64Array(rows);
    this.#naturalUpper = new Float64Array(rows);
    this.#pivotRow = new Float64Array(all);
    this.#touched = new Int32Array(all);
    this.#rho = new Float64Array(rows);
    this.#alpha = new Float64Array(rows);
    this.#tau = new Float64Array(rows);
    this.#flips = new Float64Array(rows);
    this.#candidate = new Int32Array(all);
    this.#ratio = new Float64Array(all);
    this.#entry = new Float64Array(all);
    this.#passed = new Int32Array(all);
    for (let column = 0; column < count; column += 1) {
      this.#trueCost[column] = -(model.objective[column] as number);
      this.#cost[column] = (this.#trueCost[column] as number) + PERTURBATION * noise(column);
      this.#reduced[column] = this.#cost[column] as number;
      // Columns are pairs.
      this.#upper[column] = Math.min(1, model.columnUpper[column] as number);
    }
    for (let row = 0; row < rows; row += 1) {
      this.#isBasic[count + row] = 1;
      this.#measureRow(row);
      this.boundRow(row, model.rowLower[row] as number, model.rowUpper[row] as number);
    }
  }

  /** What the row can come to at all; a bit beyond, it stands for an infinite side. */
  #measureRow(row: number): void {
    const { rowStarts, rowValue, rowColumn } = this.#columns;
    let [least, most] = [-1, 1];
    for (let entry = rowStarts[row] as number; entry < (rowStarts[row + 1] as number); entry += 1) {
      const value = (rowValue[entry] as number) * (this.#upper[rowColumn[entry] as number] as number);
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
    for (let row = 0; row < rows; row += 1)
      this.#tau[row] = -(prices[row] as number) / (rowScale[row] as number);
    const own = this.#tau.slice();
    const basic = forestOf(this.#columns, this.#trueCost, { people, choice }, own);
    this.#isBasic.fill(0);
    for (const variable of basic) this.#isBasic[variable] = 1;
    for (let variable = 0; variable < count; variable += 1) {
      const isChosen = choice[variable] === 1;
      const aside = PERTURBATION * Math.abs(noise(variable));
      this.#cost[variable] = (this.#trueCost[variable] as number) + (isChosen ? -aside : aside);
      this.#value[variable] = (isChosen ? this.#upper[variable] : this.#lower[variable]) as number;
    }
    for (let row = 0; row < rows; row += 1) {
      const variable = count + row;
      this.#cost[variable] = this.#isBasic[variable] === 1 ? (own[row] as number) : 0;
      this.#value[variable] = (
        (own[row] as number) > 0 ? this.#upper[variable] : this.#lower[variable]
      ) as number;
    }
    this.#basis.take(basic);
    this.#weight.fill(1);
    this.#refactor();
  }

  boundColumn(column: number, lower: number, upper: number): void {
    this.#lower[column] = lower;
    this.#upper[column] = Math.min(1, upper);
    this.#mustRecompute = true;
  }

  boundRow(row: number, lower: number, upper: number): void {
    const scale = this.#columns.rowScale[row] as number;
    const variable = this.#columns.count + row;
    // The logical variable is minus the row's activity.
    this.#lower[variable] = upper === Infinity ? -(this.#naturalUpper[row] as number) : -upper * scale;
    this.#upper[variable] = lower === -Infinity ? -(this.#naturalLower[row] as number) : -lower * scale;
    this.#mustRecompute = true;
  }

  /**
   * Goes on until the optimum or the number of pivots. `enough`: a bound at or below it will do ("hopeless").
   */
  run(pivots: number, enough: number): DualStatus {
    if (!this.#isPaused) {
      this.#repairs = 0;
      this.#end = this.pivots + MOST_PIVOTS;
    }
    const status = this.#runOn(pivots, enough);
    this.#isPaused = status === 'paused';
    return this.#isPaused && this.pivots >= this.#end ? 'unsettled' : status;
  }

  #runOn(pivots: number, enough: number): DualStatus {
    this.#ray = undefined;
    if (this.#findCrossed()) return 'infeasible';
    if (this.#mustRecompute) this.#recompute();
    for (let pivot = 0; pivot < pivots; pivot += 1) {
      if (this.#basis.isLong) this.#refactor();
      const row = this.#leavingRow();
      if (row < 0) {
        if (this.#endShifts()) continue;
        if (this.#repairs > 0 || this.#isExact()) return 'optimal';
        this.#repairs += 1;
        this.#refactor();
        continue;
      }
      const done = this.#surely(row);
      if (done === 'infeasible') return 'infeasible';
      if (done === 'trouble') {
        this.#repairs += 1;
        if (this.#repairs > MOST_REPAIRS) return 'unsettled';
        this.#refactor();
      }
      if (this.#mustRecompute) this.#recompute();
      if (pivot % 4 === 3 && this.bound() <= enough) return 'hopeless';
    }
    return 'paused';
  }

  /** Takes the costs of basic logical variables away. Were there any? */
  #endShifts(): boolean {
    const { count } = this.#columns;
    let had = false;
    for (const variable of this.#basis.head) {
      if (variable < count || this.#cost[variable] === 0) continue;
      this.#cost[variable] = 0;
      had = true;
    }
    if (!had) return false;
    this.#priceAll();
    this.#recompute();
    return true;
  }

  /** A row whose side is beyond all that it can come to contradicts itself. */
  #findCrossed(): boolean {
    const { rows, count } = this.#columns;
    for (let row = 0; row < rows; row += 1) {
      if ((this.#lower[count + row] as number) <= (this.#upper[count + row] as number)) continue;
      this.#ray = new Float64Array(rows);
      this.#ray[row] = 1;
      return true;
    }
    return false;
  }

  /** After few updates the values are those of the basis, up to rounding. */
  #isExact(): boolean {
    return this.#basis.updates < 60;
  }

  /** The Lagrangian bound of the present prices, with the costs as they were given. */
  bound(): number {
    let sum = 0;
    for (let variable = 0; variable < this.#reduced.length; variable += 1) {
      const reduced =
        (this.#reduced[variable] as number) -
        (this.#cost[variable] as number) +
        (this.#trueCost[variable] as number);
      sum += reduced * ((reduced > 0 ? this.#lower[variable] : this.#upper[variable]) as number);
    }
    return -sum;
  }

  values(): Float64Array {
    const values = this.#value.slice(0, this.#columns.count);
    for (const [row, variable] of this.#basis.head.entries())
      if (variable < values.length) values[variable] = this.#basicValue[row] as number;
    return values;
  }

  /** Dual prices of the rows, of the costs as they are moved. */
  prices(): Float64Array {
    const { rows, count, rowScale } = this.#columns;
    // A logical column is a unit vector of cost `cost`, so its reduced cost tells its row's price.
    return Float64Array.from({ length: rows }, (_, row) => {
      const variable = count + row;
      const price = (this.#cost[variable] as number) - (this.#reduced[variable] as number);
      return -price * (rowScale[row] as number);
    });
  }

  /** Farkas multipliers of the rows, where the last run ended infeasible. */
  ray(): Float64Array | undefined {
    const { rowScale } = this.#columns;
    return this.#ray?.map((value, row) => value * (rowScale[row] as number));
  }

  /** The basic variable that is farthest beyond a bound, measured along its edge. */
  #leavingRow(): number {
    let best = -1;
    let bestScore = 0;
    const { head } = this.#basis;
    for (let row = 0; row < head.length; row += 1) {
      const variable = head[row] as number;
      const value = this.#basicValue[row] as number;
      const short = (this.#lower[variable] as number) - value;
      const over = value - (this.#upper[variable] as number);
      const beyond = short > over ? short : over;
      if (beyond <= FEASIBLE) continue;
      const score = (beyond * beyond) / (this.#weight[row] as number);
      if (score > bestScore) {
        best = row;
        bestScore = score;
      }
    }
    return best;
  }

  /** A step; that none is possible is said of a fresh factorisation alone. */
  #surely(row: number): 'done' | 'infeasible' | 'trouble' {
    const variable = this.#basis.head[row] as number;
    const done = this.#step(row);
    if (done !== 'infeasible' || this.#basis.updates === 0) return done;
    this.#refactor();
    const now = this.#basis.head.indexOf(variable);
    return now >= 0 && this.#isBeyond(now) ? this.#step(now) : 'trouble';
  }

  #isBeyond(row: number): boolean {
    const variable = this.#basis.head[row] as number;
    const value = this.#basicValue[row] as number;
    return (
      value < (this.#lower[variable] as number) - FEASIBLE ||
      value > (this.#upper[variable] as number) + FEASIBLE
    );
  }

  #step(row: number): 'done' | 'infeasible' | 'trouble' {
    const { head } = this.#basis;
    const leaving = head[row] as number;
    const value = this.#basicValue[row] as number;
    const isShort = value < (this.#lower[leaving] as number);
    const target = (isShort ? this.#lower[leaving] : this.#upper[leaving]) as number;
    this.#rho.fill(0);
    this.#rho[row] = 1;
    this.#basis.btran(this.#rho);
    this.#priceRow();
    const entering = this.#enteringVariable(isShort ? -1 : 1, Math.abs(value - target));
    if (entering < 0) {
      this.#ray = this.#rho.slice();
      return 'infeasible';
    }
    this.#loadColumn(entering, this.#alpha);
    this.#basis.ftran(this.#alpha);
    const pivot = this.#alpha[row] as number;
    const expected = this.#pivotRow[entering] as number;
    if (Math.abs(pivot - expected) > AGREEMENT * (1 + Math.abs(expected)) && this.#basis.updates > 0)
      return 'trouble';
    this.#moveFlipped();
    this.#moveDual(leaving, entering, expected);
    this.#movePrimal(row, leaving, entering, target, pivot);
    this.#moveWeights(row, pivot);
    this.#basis.replace(row, entering, this.#alpha);
    this.#isBasic[entering] = 1;
    this.#isBasic[leaving] = 0;
    this.pivots += 1;
    return 'done';
  }

  /** The pivot row: rho A over the variables that are not basic. */
  #priceRow(): void {
    const { rowStarts, rowColumn, rowValue, count } = this.#columns;
    const [alpha, rho, list, isBasic] = [this.#pivotRow, this.#rho, this.#touched, this.#isBasic];
    const before = this.#touchedCount;
    for (let index = 0; index < before; index += 1) alpha[list[index] as number] = 0;
    let touched = 0;
    for (let row = 0; row < rho.length; row += 1) {
      const own = rho[row] as number;
      if (own < 1e-13 && own > -1e-13) continue;
      if (isBasic[count + row] === 0) {
        alpha[count + row] = own;
        list[touched++] = count + row;
      }
      const end = rowStarts[row + 1] as number;
      for (let entry = rowStarts[row] as number; entry < end; entry += 1) {
        const column = rowColumn[entry] as number;
        if (isBasic[column] === 1) continue;
        const sum = alpha[column] as number;
        if (sum === 0) list[touched++] = column;
        // Not 0 again by chance, which would list it twice.
        alpha[column] = sum + own * (rowValue[entry] as number) || 1e-300;
      }
    }
    this.#touchedCount = touched;
  }

  /**
   * The variable whose reduced cost reaches 0 where the slope of the dual function turns: variables passed before it go to their other
   * bounds. -1 where it never turns.
   */
  #enteringVariable(sign: 1 | -1, infeasibility: number): number {
    const [candidate, ratio, size] = [this.#candidate, this.#ratio, this.#entry];
    const [lower, upper] = [this.#lower, this.#upper];
    let count = this.#candidates(sign);
    let slope = infeasibility;
    this.#passedCount = 0;
    while (count > 0) {
      let reach = Infinity;
      for (let place = 0; place < count; place += 1)
        reach = Math.min(reach, (ratio[place] as number) + SLACKENING / (size[place] as number));
      let best = -1;
      let passed = 0;
      for (let place = 0; place < count; place += 1) {
        if ((ratio[place] as number) > reach) continue;
        const variable = candidate[place] as number;
        passed += (size[place] as number) * ((upper[variable] as number) - (lower[variable] as number));
        if (best < 0 || (size[place] as number) > (size[best] as number)) best = place;
      }
      if (slope - passed <= FEASIBLE) return candidate[best] as number;
      slope -= passed;
      count = this.#passBy(count, reach);
    }
    return -1;
  }

  /** Lists the variables whose reduced costs go towards 0; says how many. */
  #candidates(sign: 1 | -1): number {
    // Fields are read once: programs with quotas take 3 to 7 % less time.
    const [touched, pivotRow, reduced] = [this.#touched, this.#pivotRow, this.#reduced];
    const [lower, upper, value] = [this.#lower, this.#upper, this.#value];
    const [candidate, ratio, size] = [this.#candidate, this.#ratio, this.#entry];
    const end = this.#touchedCount;
    let count = 0;
    for (let index = 0; index < end; index += 1) {
      const variable = touched[index] as number;
      const entry = sign * (pivotRow[variable] as number);
      if (entry < ENTRY && entry > -ENTRY) continue;
      const least = lower[variable] as number;
      if (least === upper[variable]) continue;
      if ((value[variable] === least) !== entry > 0) continue;
      candidate[count] = variable;
      ratio[count] = Math.max(0, (reduced[variable] as number) / entry);
      size[count] = Math.abs(entry);
      count += 1;
    }
    return count;
  }

  /** Takes the candidates within reach from the list, to be flipped; says how many are left. */
  #passBy(count: number, reach: number): number {
    let left = 0;
    for (let place = 0; place < count; place += 1) {
      if ((this.#ratio[place] as number) <= reach) {
        this.#passed[this.#passedCount++] = this.#candidate[place] as number;
        continue;
      }
      this.#candidate[left] = this.#candidate[place] as number;
      this.#ratio[left] = this.#ratio[place] as number;
      this.#entry[left] = this.#entry[place] as number;
      left += 1;
    }
    return left;
  }

  #loadColumn(variable: number, into: Float64Array): void {
    into.fill(0);
    this.#addColumn(variable, 1, into);
  }

  #addColumn(variable: number, times: number, into: Float64Array): void {
    const { count, starts, row, value } = this.#columns;
    if (variable >= count) {
      into[variable - count] = (into[variable - count] as number) + times;
      return;
    }
    const end = starts[variable + 1] as number;
    for (let entry = starts[variable] as number; entry < end; entry += 1) {
      const at = row[entry] as number;
      into[at] = (into[at] as number) + times * (value[entry] as number);
    }
  }

  /** Variables that were passed by go to their other bounds, and the basic ones follow. */
  #moveFlipped(): void {
    if (this.#passedCount === 0) return;
    this.#flips.fill(0);
    for (let index = 0; index < this.#passedCount; index += 1) {
      const variable = this.#passed[index] as number;
      const before = this.#value[variable] as number;
      const [lower, upper] = [this.#lower[variable] as number, this.#upper[variable] as number];
      const after = before === lower ? upper : lower;
      this.#value[variable] = after;
      this.#addColumn(variable, after - before, this.#flips);
    }
    this.#basis.ftran(this.#flips);
    for (let row = 0; row < this.#flips.length; row += 1)
      this.#basicValue[row] = (this.#basicValue[row] as number) - (this.#flips[row] as number);
  }

  #moveDual(leaving: number, entering: number, pivot: number): void {
    const step = (this.#reduced[entering] as number) / pivot;
    const [touched, pivotRow, reduced] = [this.#touched, this.#pivotRow, this.#reduced];
    const [lower, upper, value, cost] = [this.#lower, this.#upper, this.#value, this.#cost];
    const end = this.#touchedCount;
    for (let index = 0; index < end; index += 1) {
      const variable = touched[index] as number;
      const now = (reduced[variable] as number) - step * (pivotRow[variable] as number);
      reduced[variable] = now;
      if (now === 0) continue;
      const least = lower[variable] as number;
      if (least === upper[variable] || (value[variable] === least) === now > 0) continue;
      // A reduced cost that came to the wrong side is made 0 by a shift of its cost.
      cost[variable] = (cost[variable] as number) - now;
      reduced[variable] = 0;
    }
    this.#reduced[entering] = 0;
    this.#reduced[leaving] = -step;
    if (leaving < this.#columns.count || this.#cost[leaving] === 0) return;
    const before = -step;
    this.#reduced[leaving] = before - (this.#cost[leaving] as number);
    this.#cost[leaving] = 0;
    if (before > 0 !== (this.#reduced[leaving] as number) > 0) this.#mustRecompute = true;
  }

  #movePrimal(row: number, leaving: number, entering: number, target: number, pivot: number): void {
    const step = ((this.#basicValue[row] as number) - target) / pivot;
    for (let other = 0; other < this.#alpha.length; other += 1)
      this.#basicValue[other] = (this.#basicValue[other] as number) - step * (this.#alpha[other] as number);
    this.#basicValue[row] = (this.#value[entering] as number) + step;
    this.#value[leaving] = target;
  }

  #moveWeights(row: number, pivot: number): void {
    let own = 0;
    for (let other = 0; other < this.#rho.length; other += 1) {
      const value = this.#rho[other] as number;
      this.#tau[other] = value;
      own += value * value;
    }
    this.#basis.ftran(this.#tau);
    const [alpha, tau, weights] = [this.#alpha, this.#tau, this.#weight];
    for (let other = 0; other < alpha.length; other += 1) {
      const entry = alpha[other] as number;
      if (entry === 0 || other === row) continue;
      const share = entry / pivot;
      const weight = (weights[other] as number) - 2 * share * (tau[other] as number) + share * share * own;
      weights[other] = Math.max(weight, LEAST_WEIGHT, 1e-2 * share * share * own);
    }
    this.#weight[row] = Math.max(own / (pivot * pivot), LEAST_WEIGHT);
  }

  #refactor(): void {
    const { head } = this.#basis;
    const weightOf = new Map(Array.from(head, (variable, row) => [variable, this.#weight[row] as number]));
    for (const variable of this.#basis.refactor()) this.#isBasic[variable] = 0;
    for (let row = 0; row < head.length; row += 1) {
      const variable = head[row] as number;
      this.#isBasic[variable] = 1;
      this.#weight[row] = weightOf.get(variable) ?? 1;
    }
    this.#priceAll();
    this.#recompute();
  }

  /** Reduced costs from the basis. */
  #priceAll(): void {
    const { count, starts, row, value } = this.#columns;
    const prices = this.#tau;
    for (const [at, variable] of this.#basis.head.entries()) prices[at] = this.#cost[variable] as number;
    this.#basis.btran(prices);
    for (let variable = 0; variable < this.#reduced.length; variable += 1) {
      if (this.#isBasic[variable] === 1) {
        this.#reduced[variable] = 0;
        continue;
      }
      let reduced = this.#cost[variable] as number;
      if (variable >= count) reduced -= prices[variable - count] as number;
      else
        for (let entry = starts[variable] as number; entry < (starts[variable + 1] as number); entry += 1)
          reduced -= (prices[row[entry] as number] as number) * (value[entry] as number);
      this.#reduced[variable] = reduced;
    }
  }

  /** Values at the bounds that the reduced costs want, and those of the basic variables. */
  #recompute(): void {
    this.#mustRecompute = false;
    const side = this.#flips;
    side.fill(0);
    for (let variable = 0; variable < this.#value.length; variable += 1) {
      if (this.#isBasic[variable] === 1) continue;
      const reduced = this.#reduced[variable] as number;
      const [lower, upper] = [this.#lower[variable] as number, this.#upper[variable] as number];
      const isHigh = reduced < 0 || (reduced === 0 && this.#value[variable] === upper);
      const value = isHigh ? upper : lower;
      this.#value[variable] = value;
      if (value !== 0) this.#addColumn(variable, -value, side);
    }
    this.#basis.ftran(side);
    this.#basicValue.set(side);
  }
}

/** Between -1/2 and 1/2, the same for the same number (a multiplicative hash). */
function noise(index: number): number {
  return (Math.imul(index + 1, 0x9e3779b1) >>> 0) / 2 ** 32 - 0.5;
}
