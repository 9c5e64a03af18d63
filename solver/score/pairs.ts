import type { RuleEffect } from '../contract/matching.ts';

/** How one rule stands in the way of single people, in canonical order. */
export interface RuleTally {
  readonly rule: string;
  readonly removes: number;
  /** Partners with whom the rule does not allow the person. */
  readonly participantBlocked: Int32Array;
  readonly mentorBlocked: Int32Array;
  /** Of these, partners with whom every other rule that is on allows the person. */
  readonly participantAlone: Int32Array;
  readonly mentorAlone: Int32Array;
}

/** Which pairs the rules and the forbids of a policy leave. */
export interface AllowedPairs {
  readonly possible: number;
  readonly count: number;
  /** 1 where a pair is not allowed, by participant and then mentor. */
  readonly blocked: Uint8Array;
  readonly tallies: readonly RuleTally[];
  readonly effects: readonly RuleEffect[];
}

/** The allowed pairs by participant and then mentor, with their whole scores. */
export interface ScoredPairs {
  readonly participant: Int32Array;
  readonly mentor: Int32Array;
  readonly score: Int32Array;
  /** Where each participant's pairs begin; one entry more than there are participants. */
  readonly rowStart: Int32Array;
}

/** The index of a pair, or -1 where it is not allowed. Binary search within the participant's row. */
export function pairIndex({ mentor, rowStart }: ScoredPairs, participant: number, wanted: number): number {
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
