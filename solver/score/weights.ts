import { POINTS, weightThousandths } from '../contract/policy/criteria.ts';
import type { Criterion } from '../contract/policy/criteria.ts';

/** The criteria's weights as the smallest whole numbers of the same proportion. */
export interface WholeWeights {
  /** In the order of the policy's criteria. */
  readonly multipliers: readonly number[];
  /** 0 where all weights are 0. */
  readonly total: number;
  /** Greatest common divisor of the weights in thousandths; 1 where all are 0. */
  readonly divisor: number;
}

/**
 * Divides the weights in thousandths by their greatest common divisor: the best match is the same and scores stay small. A pair scores
 * total x POINTS at most, which a policy's 50 criteria keep below EXACT_SCORE_LIMIT.
 */
export function wholeWeights(criteria: readonly Criterion[]): WholeWeights {
  const thousandths = criteria.map(weightThousandths);
  const divisor = thousandths.reduce(greatestCommonDivisor, 0) || 1;
  const multipliers = thousandths.map((weight) => weight / divisor);
  const total = multipliers.reduce((sum, weight) => sum + weight, 0);
  return { multipliers, total, divisor };
}

/** Fit of a score: the weighted mean of the points on a scale of 0 to 100, in hundredths; 0 where all weights are 0. */
export function fitOf(score: number, { total }: WholeWeights): number {
  return total === 0 ? 0 : hundredths((score / total) * (100 / POINTS));
}

/** Rounds to two decimals. */
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
