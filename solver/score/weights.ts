import { MileError } from '../contract/errors.ts';
import { POINTS, weightTenths } from '../contract/policy/criteria.ts';
import type { Criterion } from '../contract/policy/criteria.ts';
import { SCORE_LIMIT } from '../contract/problem.ts';

/** The criteria's weights as the smallest whole numbers of the same proportion. */
export interface WholeWeights {
  /** In the order of the policy's criteria. */
  readonly multipliers: readonly number[];
  /** 0 where all weights are 0. */
  readonly total: number;
  /** Greatest common divisor of the weights in tenths; 1 where all are 0. */
  readonly divisor: number;
}

/**
 * Divides the weights in tenths by their greatest common divisor: the best match is the same and scores stay small. Throws
 * TOO_LARGE_TO_STAY_EXACT where a pair could score more than SCORE_LIMIT.
 */
export function wholeWeights(criteria: readonly Criterion[]): WholeWeights {
  const tenths = criteria.map(weightTenths);
  const divisor = tenths.reduce(greatestCommonDivisor, 0) || 1;
  const multipliers = tenths.map((weight) => weight / divisor);
  const total = multipliers.reduce((sum, weight) => sum + weight, 0);
  if (total * POINTS > SCORE_LIMIT) throw tooLarge(total);
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

function tooLarge(total: number): MileError {
  const most = SCORE_LIMIT / POINTS;
  return new MileError(
    'TOO_LARGE_TO_STAY_EXACT',
    `The weights sum to ${total} in their smallest whole proportion; ${most} is the most that stays exact. Use fewer criteria or rounder weights.`,
    { total, limit: most },
  );
}
