import type { Problem } from '../contract/problem.ts';

/** A linear form over the pairs: the sum of coefficient x chosen. All whole. */
export interface Form {
  /** The pairs that the coefficients belong to; undefined where every pair has one, in the problem's order. */
  readonly pairs: ArrayLike<number> | undefined;
  readonly coefficients: ArrayLike<number>;
  /** The largest magnitude of a coefficient. */
  readonly largest: number;
}

/** A condition on a form: `sense` bound. */
export interface Condition extends Form {
  /** For sentences: quota "half". */
  readonly name: string;
  readonly sense: '<=' | '>=' | '=';
  readonly bound: number;
}

/** What every proof argues about: the problem's limits and pins, its quotas, and the rows of the steps so far. */
export interface Region {
  readonly problem: Problem;
  readonly conditions: readonly Condition[];
}

/** The region of the problem alone. */
export function problemRegion(problem: Problem): Region {
  const conditions = problem.quotas.map(({ id, sense, bound, pairs, coefficients }) => ({
    name: `the quota "${id}"`,
    sense,
    bound,
    ...formOf(coefficients, pairs),
  }));
  return { problem, conditions };
}

/** The region with one more condition: that the form equals `bound`. */
export function withEquality(region: Region, name: string, form: Form, bound: number): Region {
  return { ...region, conditions: [...region.conditions, { name, sense: '=', bound, ...form }] };
}

export function formOf(coefficients: ArrayLike<number>, pairs?: ArrayLike<number>): Form {
  return { pairs, coefficients, largest: largestMagnitude(coefficients) };
}

export function largestMagnitude(numbers: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 0; index < numbers.length; index += 1)
    largest = Math.max(largest, Math.abs(numbers[index] as number));
  return largest;
}
