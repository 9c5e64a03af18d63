import type { Results } from './results.ts';

/** A figure that was asked for, beside the one of this run. */
export interface GoalRow {
  readonly figure: string;
  readonly asked: string;
  /** Empty where the run did not measure it. */
  readonly reached: string;
  readonly met?: boolean;
}

type Measure = (results: Results) => Pick<GoalRow, 'reached' | 'met'> | undefined;

/** A figure that is asked for and how a run tells what it reached. */
export interface Goal {
  readonly figure: string;
  readonly asked: string;
  readonly measure: Measure;
}
