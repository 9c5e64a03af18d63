import { SCORE_LIMIT } from '#solver/contract/problem.ts';
import { createRandom } from '#solver/simulate/random.ts';
import { completeProblem } from './instance.ts';
import type { Instance } from './instance.ts';

/** n x n, every pair, independent whole scores from 0 to 1,000,000. */
export function uniform(side: number, seed: number): Instance {
  const random = createRandom(seed, side);
  return {
    family: 'uniform',
    name: `uniform ${side}`,
    problem: completeProblem(side, side, () => random.whole(0, SCORE_LIMIT)),
  };
}

/** n x n points in the unit square; the score falls from 1,000,000 with the distance. */
export function geometric(side: number, seed: number): Instance {
  const random = createRandom(seed, side);
  const points = () => Float64Array.from({ length: 2 * side }, () => random.next());
  const rows = points();
  const columns = points();
  return {
    family: 'geometric',
    name: `geometric ${side}`,
    problem: completeProblem(side, side, (row, column) => {
      const apart = Math.hypot(
        (rows[2 * row] as number) - (columns[2 * column] as number),
        (rows[2 * row + 1] as number) - (columns[2 * column + 1] as number),
      );
      return Math.round(SCORE_LIMIT * (1 - apart / Math.SQRT2));
    }),
  };
}

/**
 * Score i j turned into a cost (Machol and Wien 1976), the classic hard case of shortest augmenting paths: every row prefers the
 * same columns, and no two differences are alike. At most 1,000 a side, else scores pass their limit.
 */
export function macholWien(side: number): Instance {
  if (side * side > SCORE_LIMIT) throw new RangeError(`Machol-Wien ${side}: scores pass ${SCORE_LIMIT}`);
  return {
    family: 'Machol-Wien',
    name: `Machol-Wien ${side}`,
    problem: completeProblem(side, side, (row, column) => side * side - (row + 1) * (column + 1)),
  };
}
