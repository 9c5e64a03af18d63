import { gainWords, tenthsOf } from '../parts/fit-words.ts';

/** A fit on two sides, 0 to 100. */
export interface Dumbbell {
  readonly key: string;
  readonly label: string;
  /** Undefined where this side has no value. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** "+22.0", "−0.3", "±0": the difference of the fits as they are shown, so that a reader can check it; or whose value alone there is. */
export function changeWords({ before, after }: Dumbbell): string {
  if (before === undefined) return after === undefined ? '' : 'new';
  if (after === undefined) return 'gone';
  return gainWords(tenthsOf(after) - tenthsOf(before));
}
