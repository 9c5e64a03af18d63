import type { Robustness } from '#solver/contract/explore/robustness.ts';
import { robustnessOf } from '#solver/explore/robustness/robustness.ts';
import type { RobustnessQuestion } from '#solver/explore/robustness/robustness.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { nothingInTime } from './search-time.ts';
import type { SearchTime } from './search-time.ts';

/**
 * As `robustnessOf`, of as many draws as the time reaches. Whoever stops it gets the first draw all the same: it takes no longer than the match itself, and on a busy
 * machine the thread may not have come further. Throws DEADLINE where the time does not reach the end of the first.
 */
export function robustnessInTime(
  weighing: Weighing,
  question: RobustnessQuestion,
  time: SearchTime,
): Robustness {
  const answer = robustnessOf(weighing, question, (draws) =>
    draws === 0 ? time.isPast : time.budget.remainingMs() <= 0,
  );
  if (answer.draws > 0) return answer;
  throw nothingInTime('Ask for it of a part of the cohort.');
}
