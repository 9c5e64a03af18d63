import type { Budget } from '../program/maximum.ts';
import type { LinearModel } from './linear-model.ts';

/**
 * A general solver of linear and integer programs, as far as we need it. What it says is never believed: choices are checked and
 * valued in whole numbers, bounds are proven from its prices. So a wrong answer costs time, not truth.
 */
export interface LinearEngine {
  readonly name: string;
  readonly version: string;
  /** The linear relaxation. Throws ENGINE_FAILED. */
  relax(model: LinearModel, limitMs: number): Relaxed;
  /** The same with whole columns: the best values found, or undefined. Throws ENGINE_FAILED. */
  search(model: LinearModel, limitMs: number): Float64Array | undefined;
}

/** Any status but `optimal` leaves the numbers without meaning. */
export interface Relaxed {
  readonly status: 'optimal' | 'infeasible' | 'unsettled';
  readonly values: Float64Array;
  /** Dual price of each row: objective = prices A + reduced costs. */
  readonly prices: Float64Array;
}

/** An engine that keeps a linear program with its basis, so that a small change costs few pivots. */
export interface WarmEngine extends LinearEngine {
  /** As `search`, ended as the effort says, or where the budget is found to be spent. */
  searchWithin(model: LinearModel, budget: Budget, effort: SearchEffort): Float64Array | undefined;
  /** The session ends with the call. Throws ENGINE_FAILED. */
  open<Answer>(model: LinearModel, use: (session: LinearSession) => Answer): Answer;
}

export interface SearchEffort {
  /** Nodes of the engine's own tree. */
  readonly nodes: number;
  /** Values that are better by less than this are not looked for. */
  readonly gap: number;
}

export interface LinearSession {
  boundColumn(column: number, lower: number, upper: number): void;
  boundRow(row: number, lower: number, upper: number): void;
  /** `enough`: an objective at or below it needs no further work. */
  relax(limitMs: number, enough?: number): RelaxedAgain;
}

/** Where it is infeasible, `ray` holds Farkas multipliers of the rows, up to their common sign, if the engine has some. */
export interface RelaxedAgain extends Relaxed {
  readonly objective: number;
  readonly ray: Float64Array | undefined;
  /** Only the limit ended it: the next call goes on from there. */
  readonly isPaused: boolean;
}
