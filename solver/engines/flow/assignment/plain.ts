import { MileError } from '../../../contract/errors.ts';
import type { Assignment, AssignmentProblem, Infeasible, UnitAssignment, WorthRange } from './problem.ts';
import { byEdges, priceOfIdleRow } from './answer.ts';
import { aloneWorth, chooseNumbers } from './numbers.ts';
import { unitRows } from './units.ts';

const NONE = -1;

/**
 * Successive shortest augmenting paths with prices (Tomizawa 1971, Edmonds and Karp 1972), each by Dijkstra's method with a scan for the
 * nearest column: units x (edges + columns^2) at worst. Simple on purpose: it stands in where there is no WebAssembly, and the
 * fast kernel is tested against it.
 */
export function assignPlainly(problem: AssignmentProblem): Assignment {
  const state = new Matching(problem, 0);
  chooseNumbers(spreadOf(problem.worth), stepsOf(state));
  const answer = state.matchAll();
  return answer.kind === 'infeasible' ? answer : byEdges(problem, answer);
}

/** The same where as many as possible are to be matched: staying alone is worth less than any exchange can gain. */
export function assignMostPlainly(problem: AssignmentProblem): UnitAssignment {
  problem.checkRange?.(rangeOf(problem.worth));
  const everybody = { ...problem, optional: new Uint8Array(problem.optional.length).fill(1) };
  const steps = stepsOf(new Matching(everybody, 0));
  const answer = new Matching(everybody, aloneWorth(spreadOf(problem.worth), steps, 'f64') ?? 0).matchAll();
  if (answer.kind === 'optimal') return answer;
  throw new MileError('INTERNAL', 'The plain assignment contradicts itself: everybody may stay alone.');
}

function stepsOf({ rowOf, columnPrice }: Matching): number {
  return Math.min(rowOf.length, columnPrice.length);
}

class Matching {
  readonly rowOf: Int32Array;
  /** Column of each unit. */
  readonly mate: Int32Array;
  readonly columnPrice: Float64Array;
  readonly #problem: AssignmentProblem;
  readonly #aloneWorth: number;
  readonly #unitPrice: Float64Array;
  readonly #holders: number[][];

  constructor(problem: AssignmentProblem, alone: number) {
    this.#problem = problem;
    this.#aloneWorth = alone;
    this.rowOf = unitRows(problem);
    this.mate = new Int32Array(this.rowOf.length).fill(NONE);
    this.#unitPrice = new Float64Array(this.rowOf.length);
    this.columnPrice = new Float64Array(problem.capacity.length);
    this.#holders = Array.from(problem.capacity, () => []);
  }

  matchAll(): UnitAssignment | Infeasible {
    const { rowOf, mate, columnPrice: columnPrices } = this;
    for (let unit = 0; unit < rowOf.length; unit += 1) {
      const violator = this.#match(unit);
      if (violator) return violator;
    }
    return { kind: 'optimal', rowOf, mate, rowPrices: this.#rowPrices(), columnPrices };
  }

  /** Matches one more unit, or says why that cannot be. */
  #match(source: number): Infeasible | undefined {
    const { capacity, optional } = this.#problem;
    const distance = new Float64Array(capacity.length).fill(Infinity);
    const parent = new Int32Array(capacity.length).fill(NONE);
    const isDone = new Uint8Array(capacity.length);
    let [nearest, alone] = [Infinity, NONE];
    const scan = (unit: number, base: number) => {
      if (optional[this.rowOf[unit] as number] === 1 && base - this.#aloneWorth < nearest)
        [nearest, alone] = [base - this.#aloneWorth, unit];
      this.#relax(unit, base, distance, parent);
    };
    scan(source, 0);
    for (;;) {
      const column = nearestColumn(distance, isDone);
      const level = column === NONE ? Infinity : (distance[column] as number);
      if (level === Infinity && nearest === Infinity) return this.#violator(source, isDone);
      const isGoal = column !== NONE && this.#hasRoom(column);
      if (nearest <= level || isGoal) {
        this.#shift(isDone, distance, Math.min(nearest, level));
        this.#unitPrice[source] = 0 - Math.min(nearest, level);
        this.#augment(source, parent, nearest <= level ? alone : NONE, column);
        return undefined;
      }
      isDone[column] = 1;
      for (const unit of this.#holders[column] as number[])
        scan(unit, level + (this.#unitPrice[unit] as number));
    }
  }

  #rowPrices(): Float64Array {
    const prices = Float64Array.from(this.#problem.demand, (units, row) =>
      units === 0 ? priceOfIdleRow(this.#problem, row, this.columnPrice) : 0,
    );
    for (const [unit, row] of this.rowOf.entries()) prices[row] = this.#unitPrice[unit] as number;
    return prices;
  }

  #relax(unit: number, base: number, distance: Float64Array, parent: Int32Array): void {
    const { starts, column, worth } = this.#problem;
    const row = this.rowOf[unit] as number;
    for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge += 1) {
      const to = column[edge] as number;
      const length = base - (worth[edge] as number) + (this.columnPrice[to] as number);
      if (length >= (distance[to] as number)) continue;
      distance[to] = length;
      parent[to] = unit;
    }
  }

  #hasRoom(column: number): boolean {
    return (this.#holders[column] as number[]).length < (this.#problem.capacity[column] as number);
  }

  /** Prices of what lies nearer than the goal rise by its lead: the path becomes tight, all else stays feasible. */
  #shift(isDone: Uint8Array, distance: Float64Array, goal: number): void {
    for (let column = 0; column < isDone.length; column += 1) {
      if (isDone[column] === 0) continue;
      const lead = goal - (distance[column] as number);
      this.columnPrice[column] = (this.columnPrice[column] as number) + lead;
      for (const unit of this.#holders[column] as number[])
        this.#unitPrice[unit] = (this.#unitPrice[unit] as number) - lead;
    }
  }

  #augment(source: number, parent: Int32Array, alone: number, goal: number): void {
    let to = alone === NONE ? goal : this.#leave(alone);
    while (to !== NONE) {
      const unit = parent[to] as number;
      const left = this.#leave(unit);
      (this.#holders[to] as number[]).push(unit);
      this.mate[unit] = to;
      to = unit === source ? NONE : left;
    }
  }

  /** Takes a unit from its column, and says which that was. */
  #leave(unit: number): number {
    const column = this.mate[unit] as number;
    this.mate[unit] = NONE;
    if (column !== NONE)
      this.#holders[column] = (this.#holders[column] as number[]).filter((other) => other !== unit);
    return column;
  }

  #violator(source: number, columns: Uint8Array): Infeasible {
    const rows = new Uint8Array(this.#problem.demand.length);
    rows[this.rowOf[source] as number] = 1;
    for (const [unit, column] of this.mate.entries())
      if (column !== NONE && columns[column] === 1) rows[this.rowOf[unit] as number] = 1;
    return { kind: 'infeasible', rows, columns };
  }
}

function nearestColumn(distance: Float64Array, isDone: Uint8Array): number {
  let [nearest, best] = [NONE, Infinity];
  for (let column = 0; column < distance.length; column += 1) {
    if (isDone[column] === 1 || (distance[column] as number) >= best) continue;
    best = distance[column] as number;
    nearest = column;
  }
  return nearest;
}

function spreadOf(worth: Int32Array | Float64Array): number {
  const { least, most } = rangeOf(worth);
  return most - least;
}

function rangeOf(worth: Int32Array | Float64Array): WorthRange {
  let [least, most] = [0, 0];
  for (let edge = 0; edge < worth.length; edge += 1) {
    least = Math.min(least, worth[edge] as number);
    most = Math.max(most, worth[edge] as number);
  }
  return { least, most };
}
