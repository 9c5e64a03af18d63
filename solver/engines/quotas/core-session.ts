import { valueOf } from '../../program/choice.ts';
import type { Budget } from '../../program/maximum.ts';
import { FREE, pairCount } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import type { LinearSession, RelaxedAgain } from '../linear-engine.ts';
import { restrict } from '../restriction.ts';
import type { Restriction } from '../restriction.ts';
import { openSession } from '../simplex/session.ts';
import type { Support } from './support.ts';
import { regionOf, restraintsOf } from './node.ts';
import type { Near, Node, Restraint } from './node.ts';
import { relaxInSlices } from './slices.ts';
import { startOf } from './start.ts';

/** A row of the program within the linear program, and what fixed pairs take of it. */
interface OwnRow {
  readonly row: number;
  readonly taken: number;
}

/** The linear program over the core of a tree, kept warm while its bounds go from node to node. */
export class CoreSession {
  readonly restriction: Restriction;
  readonly #program: Program;
  readonly #budget: Budget;
  readonly #session: LinearSession;
  readonly #columnOf: Int32Array;
  readonly #rowOf: ReadonlyMap<number, OwnRow>;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  /** What the pairs that are fixed to 1 are worth: they are no columns. */
  readonly #taken: number;
  #touched: number[] = [];
  #touchedRows: number[] = [];
  #at: Node | undefined;

  /** The core has to hold a free pair. */
  constructor(program: Program, core: Uint8Array, near: Near | undefined, budget: Budget) {
    this.#program = program;
    this.#budget = budget;
    this.restriction = restrict(program, core);
    const { model, pairs } = this.restriction;
    this.#columnOf = new Int32Array(pairCount(program)).fill(-1);
    for (const [column, pair] of pairs.entries()) this.#columnOf[pair] = column;
    this.#rowOf = ownRows(program, this.restriction);
    this.#lower = new Float64Array(pairs.length);
    this.#upper = model.columnUpper.slice();
    this.#session = openSession(model, near && startOf(program, this.restriction, near));
    const ones = Uint8Array.from(program.fixed, (fixed) => (fixed === 1 ? 1 : 0));
    this.#taken = valueOf(program.objective, ones);
  }

  isOutside(pair: number): boolean {
    return (this.#columnOf[pair] as number) < 0 && this.#program.fixed[pair] === FREE;
  }

  /** The relaxation of the node that was entered; a bound at or below `enough` needs no further work. */
  relax(enough: number): RelaxedAgain {
    const answer = relaxInSlices(this.#session, this.#budget, enough - this.#taken);
    return { ...answer, objective: answer.objective + this.#taken };
  }

  supportOf(values: Float64Array): Support {
    const { pairs } = this.restriction;
    const columns: number[] = [];
    for (let column = 0; column < values.length; column += 1)
      if ((values[column] as number) > 1e-9) columns.push(column);
    return {
      pairs: Int32Array.from(columns, (column) => pairs[column] as number),
      values: Float64Array.from(columns, (column) => values[column] as number),
    };
  }

  /** Sets the bounds to those of the node. */
  enter(node: Node): void {
    if (node === this.#at) return;
    this.#leave();
    this.#at = node;
    for (const { pairs, to, row } of restraintsOf(node)) {
      for (const pair of pairs) {
        const column = this.#columnOf[pair] as number;
        if (column < 0 || this.#lower[column] === this.#upper[column]) continue;
        this.#lower[column] = to;
        this.#upper[column] = to;
        this.#session.boundColumn(column, to, to);
        this.#touched.push(column);
      }
      if (row) this.#touchedRows.push(row.index);
    }
    if (this.#touchedRows.length > 0) this.#boundRows(regionOf(this.#program, node));
  }

  #leave(): void {
    for (const column of this.#touched) {
      this.#lower[column] = 0;
      this.#upper[column] = this.restriction.model.columnUpper[column] as number;
      this.#session.boundColumn(column, 0, this.#upper[column] as number);
    }
    this.#boundRows(this.#program);
    this.#touched = [];
    this.#touchedRows = [];
  }

  #boundRows({ rows }: Program): void {
    for (const index of this.#touchedRows) {
      const own = this.#rowOf.get(index);
      const row = rows[index];
      if (own && row) this.#session.boundRow(own.row, row.lower - own.taken, row.upper - own.taken);
    }
  }

  /** The relaxation with a further restraint, for this once. */
  probe({ pairs, to, row }: Restraint, enough: number): RelaxedAgain {
    const columns = pairs
      .map((pair) => this.#columnOf[pair] as number)
      .filter((column) => column >= 0 && this.#lower[column] !== this.#upper[column]);
    for (const column of columns) this.#session.boundColumn(column, to, to);
    const bounds = row && this.#rowBounds(row);
    if (bounds) this.#session.boundRow(bounds.row, bounds.lower, bounds.upper);
    const answer = this.relax(enough);
    for (const column of columns) this.#restore(column);
    if (bounds) this.#session.boundRow(bounds.row, bounds.before[0], bounds.before[1]);
    return answer;
  }

  /** Fixes a pair of the core until it is released. */
  fix(pair: number, to: 0 | 1): void {
    this.#session.boundColumn(this.#columnOf[pair] as number, to, to);
  }

  release(pairs: readonly number[]): void {
    for (const pair of pairs) this.#restore(this.#columnOf[pair] as number);
  }

  #restore(column: number): void {
    this.#session.boundColumn(column, this.#lower[column] as number, this.#upper[column] as number);
  }

  #rowBounds(row: NonNullable<Restraint['row']>) {
    const own = this.#rowOf.get(row.index);
    if (!own || !this.#at) return undefined;
    const now = regionOf(this.#program, this.#at).rows[row.index] as { lower: number; upper: number };
    return {
      row: own.row,
      lower: Math.max(now.lower, row.lower) - own.taken,
      upper: Math.min(now.upper, row.upper) - own.taken,
      before: [now.lower - own.taken, now.upper - own.taken] as const,
    };
  }
}

function ownRows(program: Program, { model, owners }: Restriction): ReadonlyMap<number, OwnRow> {
  const before = program.participants.max.length + program.mentors.max.length;
  const own = new Map<number, OwnRow>();
  for (const [row, owner] of owners.entries()) {
    const whole = program.rows[owner - before];
    if (!whole) continue;
    const taken =
      whole.upper < Infinity
        ? whole.upper - (model.rowUpper[row] as number)
        : whole.lower - (model.rowLower[row] as number);
    own.set(owner - before, { row, taken });
  }
  return own;
}
