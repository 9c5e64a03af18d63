/**
 * The weighted bipartite integer program, in flat arrays and canonical order (people by id, pairs by participant, then mentor):
 *
 *   maximise   sum objective_e x_e            x_e in {0, 1}
 *   subject to min_i <= sum of x over the pairs of a participant <= max_i, and the same for mentors
 *              sum coefficient_ke x_e  (<=, >=, =)  bound_k   for each row k
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
  /** The problem's quotas, then one row for each step of the levels that were reached. */
  readonly rows: readonly Row[];
  /** FREE, 0 or 1 for each pair. */
  readonly fixed: Int8Array;
}

export interface Limits {
  readonly min: Int32Array;
  readonly max: Int32Array;
}

export type Sense = '<=' | '>=' | '=';

export interface Row {
  readonly sense: Sense;
  readonly bound: number;
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

export function withRow(program: Program, row: Row): Program {
  return { ...program, rows: [...program.rows, row] };
}
