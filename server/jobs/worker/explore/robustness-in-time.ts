import type { Robustness } from '#solver/contract/explore/robustness.ts';
import { robustnessOf } from '#solver/explore/robustness/robustness.ts';
import type { RobustnessQuestion } from '#solver/explore/robustness/robustness.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { nothingInTime } from './search-time.ts';
import type { SearchTime } from './search-time.ts';

/** As `robustnessOf`. Throws DEADLINE where the time ends first: a part of the draws would be another question. */
export function robustnessInTime(
  weighing: Weighing,
  question: RobustnessQuestion,
  time: SearchTime,
): Robustness {
  const answer = time.asFarAsItReaches(() => robustnessOf(weighing, question, time.check));
  if (answer) return answer;
  throw nothingInTime('Ask for fewer draws.');
}
