import type { Robustness } from '#solver/contract/explore/robustness.ts';
import { robustnessOf } from '#solver/explore/robustness/robustness.ts';
import type { RobustnessQuestion } from '#solver/explore/robustness/robustness.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { nothingInTime } from './search-time.ts';
import type { SearchTime } from './search-time.ts';

/** As `robustnessOf`, of as many draws as the time reaches. Throws DEADLINE where it does not reach the end of the first. */
export function robustnessInTime(
  weighing: Weighing,
  question: RobustnessQuestion,
  time: SearchTime,
): Robustness {
  const answer = robustnessOf(weighing, question, () => time.budget.remainingMs() <= 0);
  if (answer.draws > 0) return answer;
  throw nothingInTime('Ask for it of a part of the cohort.');
}
