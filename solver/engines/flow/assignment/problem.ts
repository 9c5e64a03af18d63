/**
 * Rows ask for columns that have room: the assignment of most worth. Units of a row share its edges. Either all demands or all
 * capacities are at most 1 (the caller sees to it), so no edge is ever used twice.
 */
export interface AssignmentProblem {
  /** Edges of row i: starts[i] to starts[i + 1] - 1. */
  readonly starts: Int32Array;
  /** Column of each edge, ascending within a row. */
  readonly column: Int32Array;
  /** Whole, of any sign, below 2^53. */
  readonly worth: Int32Array | Float64Array;
  /** Units that each row asks for. */
  readonly demand: Int32Array;
  /** 1: units of the row may stay unmatched, at worth 0; 0: all must be matched. */
  readonly optional: Uint8Array;
  /** Units that each column can take. */
  readonly capacity: Int32Array;
  /**
   * Is told the range of the worths read so far before numbers are chosen for them, and of all of them before anything is searched: throws where they are
   * not to be taken.
   */
  readonly checkRange?: ((range: WorthRange) => void) | undefined;
}

/** From the least worth to the largest, 0 included. */
export interface WorthRange {
  readonly least: number;
  readonly most: number;
}

/**
 * Optimal: 1 for each chosen edge, and whole prices that prove it. u_i + v_j >= w_ij for every edge, with equality where chosen; v_j >= 0,
 * and 0 where the column has room left; where the row is optional u_i >= 0, and 0 where a unit stays unmatched. (Complementary slackness
 * of the linear program, whose optimum is whole: Hoffman and Kruskal 1956.)
 *
 * Infeasible: rows that must be matched and ask for more than all the columns they touch can give (Hall 1935), and those columns.
 */
export type Assignment =
  | {
      readonly kind: 'optimal';
      readonly chosen: Uint8Array;
      readonly rowPrices: Float64Array;
      readonly columnPrices: Float64Array;
    }
  | Infeasible;

export interface Infeasible {
  readonly kind: 'infeasible';
  readonly rows: Uint8Array;
  readonly columns: Uint8Array;
}

/** Edges by their ends, ascending by row and then column: where they stand among all edges is dear to find out. */
export interface Ends {
  readonly row: Int32Array;
  readonly column: Int32Array;
}

/** The same as an optimal assignment, told by units. */
export interface UnitAssignment {
  readonly kind: 'optimal';
  /** The row of each unit, ascending. */
  readonly rowOf: Int32Array;
  /** The column of each unit, negative where it stays unmatched. */
  readonly mate: Int32Array;
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
  /** All edges of rows that ask which are worth their prices; undefined where the method does not come across them. */
  readonly tight?: Ends | undefined;
}
