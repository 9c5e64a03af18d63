import type { Budget } from '../program/maximum.ts';
import type { Prices } from '../program/prices.ts';
import { pairCount, withObjective } from '../program/program.ts';
import type { Program } from '../program/program.ts';
import { priceIn } from './core.ts';
import type { Core } from './core.ts';
import type { LinearEngine } from './linear-engine.ts';
import { withColumns } from './linear-model.ts';
import type { LinearModel, SingleColumn } from './linear-model.ts';
import { pricesOf, restrict, valuesOf } from './restriction.ts';

/** The linear relaxation of a program over all its pairs. */
export type Relaxation =
  | { readonly kind: 'optimal'; readonly x: Float64Array; readonly prices: Prices }
  /** The prices are those of the smallest violation: Farkas multipliers, up to rounding. */
  | { readonly kind: 'infeasible'; readonly x: Float64Array; readonly prices: Prices }
  | { readonly kind: 'unsettled' };

/** A smallest violation below this is none. */
const VIOLATION = 1e-7;

/** Linear programs over a core of pairs, which grows until its prices are optimal for all pairs. */
export class Relaxer {
  readonly core: Core;
  readonly #engine: LinearEngine;
  readonly #budget: Budget;

  constructor(engine: LinearEngine, core: Core, budget: Budget) {
    this.#engine = engine;
    this.core = core;
    this.#budget = budget;
  }

  relax(program: Program): Relaxation {
    for (;;) {
      const answer = this.#solve(program, identity);
      if (answer.kind === 'optimal') {
        if (!priceIn(program, answer.prices, this.core)) return answer;
        continue;
      }
      if (this.#isSpent()) return answer;
      const before = this.core.slice();
      const violation = this.#violation(program);
      // Feasible after all: over a larger core, or the engine contradicts itself.
      if (violation !== 'none') return violation;
      if (before.every((mark, pair) => mark === this.core[pair])) return { kind: 'unsettled' };
    }
  }

  /** Phase one: the least total violation of the rows that the choice of nothing more would violate. */
  #violation(program: Program): Relaxation | 'none' {
    const aimless = withObjective(program, new Float64Array(pairCount(program)));
    for (;;) {
      const answer = this.#solve(aimless, elastic);
      if (answer.kind !== 'optimal') return { kind: 'unsettled' };
      if (answer.objective > -VIOLATION) return 'none';
      if (!priceIn(aimless, answer.prices, this.core)) return { ...answer, kind: 'infeasible' };
    }
  }

  #solve(program: Program, shape: (model: LinearModel) => LinearModel) {
    const restriction = restrict(program, this.core);
    const model = shape(restriction.model);
    const answer = this.#answer(model);
    if (!answer) return { kind: 'unsettled' as const };
    return {
      kind: 'optimal' as const,
      objective: model.objective.reduce(
        (sum, worth, column) => sum + worth * (answer.values[column] as number),
        0,
      ),
      x: valuesOf(program, restriction, answer.values),
      prices: pricesOf(program, restriction, answer.prices),
    };
  }

  #answer(model: LinearModel): { values: Float64Array; prices: Float64Array } | undefined {
    // Engines refuse a model without columns.
    if (model.objective.length === 0) {
      const holds = model.rowLower.every((lower, row) => lower <= 0 && (model.rowUpper[row] as number) >= 0);
      return holds
        ? { values: new Float64Array(), prices: new Float64Array(model.rowLower.length) }
        : undefined;
    }
    if (this.#isSpent()) return undefined;
    const answer = this.#engine.relax(model, this.#budget.remainingMs());
    const isSound =
      answer.status === 'optimal' &&
      answer.values.every(Number.isFinite) &&
      answer.prices.every(Number.isFinite);
    return isSound ? answer : undefined;
  }

  #isSpent(): boolean {
    return this.#budget.remainingMs() <= 0;
  }
}

function identity(model: LinearModel): LinearModel {
  return model;
}

/** Lets each row that 0 violates be violated, for a price of 1: the model is feasible, and its optimum 0 where the rows can hold. */
function elastic(model: LinearModel): LinearModel {
  const columns: SingleColumn[] = [];
  for (let row = 0; row < model.rowLower.length; row += 1) {
    if ((model.rowLower[row] as number) > 0) columns.push({ row, value: 1, objective: -1, upper: Infinity });
    if ((model.rowUpper[row] as number) < 0) columns.push({ row, value: -1, objective: -1, upper: Infinity });
  }
  return withColumns(model, columns);
}
