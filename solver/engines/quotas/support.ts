/** The pairs of a relaxation's solution that are not at 0, with their values. */
export interface Support {
  readonly pairs: Int32Array;
  readonly values: Float64Array;
}

/** A value this near to a whole number is no fraction. */
const FRACTION = 1e-6;

export function isFractional(value: number): boolean {
  return Math.abs(value - Math.round(value)) > FRACTION;
}
