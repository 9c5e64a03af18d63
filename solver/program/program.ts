/**
 * The weighted bipartite integer program, in flat arrays and canonical order (people by id, pairs by participant, then mentor):
 *
 *   maximise   sum objective_e x_e            x_e in {0, 1}
 *   subject to min_i <= sum of x over the pairs of a participant <= max_i, and the same for mentors
 *              lower_k <= sum coefficient_ke x_e <= upper_k   for each row k
 *              x_e = fixed_e                                   where fixed_e is not FREE
 *
 * Everything is a whole number. Floats appear only on the way to an engine and back.
 */
export interface Program {
  readonly participants: Limits;
  readonly mentors: Limits;
  /** Ends of each pair. */
  readonly participant: Int32Array;
  readonly mentor: Int32Array;
  readonly objective: Float64Array;
  /** The problem's quotas, then one row for each step of the levels that were reached; empty where the narrowed limits imply it. */
  readonly rows: readonly Row[];
  /** FREE, 0 or 1 for each pair. */
  readonly fixed: Int8Array;
}

export interface Limits {
  readonly min: Int32Array;
  readonly max: Int32Array;
}

export interface Row {
  /** -Infinity where nothing is demanded. */
  readonly lower: number;
  /** Infinity where everything is allowed. */
  readonly upper: number;
  /** Ascending, so that no pair stands twice. */
  readonly pairs: Int32Array;
  readonly coefficients: Float64Array;
}

/** A choice of pairs: 1 where the pair is matched. */
export type Choice = Uint8Array;

export const FREE = -1;

export function pairCount(program: Program): number {
  return program.participant.length;
}

export function withObjective(program: Program, objective: Float64Array): Program {
  return { ...program, objective };
}

/** Stands in the place of a row that demands nothing. */
export const EMPTY_ROW: Row = {
  lower: 0,
  upper: 0,
  pairs: new Int32Array(),
  coefficients: new Float64Array(),
};

/** Is the program a pure matching: limits and fixed pairs alone, without quotas or rows of earlier steps? */
export function isPure(program: Program): boolean {
  return program.rows.every((row) => row === EMPTY_ROW);
}

export function withRow(program: Program, row: Row): Program {
  return { ...program, rows: [...program.rows, row] };
}
