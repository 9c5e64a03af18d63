import type { Side } from '../../contract/identifier.ts';

/** One way to group the people of one side. */
export interface Grouping {
  readonly id: string;
  readonly side: Side;
  /** Were the answers given in confidence? Then nothing may be told that points at a person. */
  readonly isConfidential: boolean;
  /** Of each person of the side, in the problem's order: the groups that they belong to; none where there is no answer. */
  readonly labels: readonly (readonly string[])[];
}

export interface FairnessQuestion {
  readonly groupings: readonly Grouping[];
  /** What a score is for people, linear in the score: the policy's fit, or the score itself where there is no policy. */
  readonly fitOf: (score: number) => number;
  /** Of the tests that have to be sampled. */
  readonly seed: number;
}

/** People who share a label. */
export interface Group {
  readonly label: string | null;
  /** Indices of people, ascending. */
  readonly members: number[];
}
