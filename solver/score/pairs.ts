import type { RuleEffect } from '../contract/matching.ts';
import type { ProblemQuota } from '../contract/problem.ts';
import type { Memo } from './features/memo.ts';
import type { Measure } from './measures/measure.ts';

/** The allowed pairs by participant and then mentor: compressed sparse rows, with the participant written beside every mentor. */
export interface PairColumns {
  readonly participant: Int32Array;
  readonly mentor: Int32Array;
  /** Where each participant's pairs begin; one entry more than there are participants. */
  readonly rowStart: Int32Array;
}

/** Which pairs the rules and the forbids of a policy leave. */
export interface AllowedPairs extends PairColumns {
  readonly possible: number;
  /** What each rule does, in the order of the policy's rules. */
  readonly effects: readonly RuleEffect[];
  /** The policy's quotas over these pairs, kept. */
  readonly quotas: Memo<ProblemQuota>;
}

/** The allowed pairs with their whole scores. */
export interface ScoredPairs extends PairColumns {
  readonly score: Int32Array;
}

/** Weight in thousandths of each measure that weighs. */
export type Thousandths = ReadonlyMap<Measure, number>;

/** Sums of thousandths x points over some pairs: the scores before the division by the weights' common divisor. */
export interface WeightedSums {
  readonly allowed: AllowedPairs;
  readonly thousandths: Thousandths;
  readonly sums: Int32Array;
  readonly pairs: ScoredPairs;
}

/** The index of a pair, or -1 where it is not allowed. Binary search within the participant's row. */
export function pairIndex({ mentor, rowStart }: PairColumns, participant: number, wanted: number): number {
  let low = rowStart[participant] as number;
  let high = (rowStart[participant + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = mentor[middle] as number;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
