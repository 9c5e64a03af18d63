import type { Breakpoints } from '#solver/contract/explore/breakpoints.ts';
import { breakpointsOf } from '#solver/explore/breakpoints/breakpoints.ts';
import { pairsWithPoints } from '#solver/explore/breakpoints/pairs-with-points.ts';
import type { Weighing } from '#solver/explore/weights/weighing.ts';
import { nothingInTime } from './search-time.ts';
import type { SearchTime } from './search-time.ts';

/**
 * The breakpoints of one criterion, or of one criterion after the other as far as the time reaches. Throws DEADLINE where it does not reach
 * the end of the first, and what `breakpointsOf` throws.
 */
export function breakpointsInTime(
  weighing: Weighing,
  criterion: string | undefined,
  time: SearchTime,
): Breakpoints {
  const { problem, criteria } = weighing;
  const asked = criterion === undefined ? criteria.map(({ id }) => id) : [criterion];
  const finished: Breakpoints['criteria'] = [];
  for (const id of asked) {
    const part = time.asFarAsItReaches(() =>
      breakpointsOf(weighing, { criterion: id, resolve: time.resolve, onProgress: time.check }),
    );
    if (!part) break;
    finished.push(...part.criteria);
  }
  if (asked.length > 0 && finished.length === 0)
    throw nothingInTime('Ask for one criterion, or without quotas.');
  return {
    format: 'mile-breakpoints/1',
    participants: problem.participants.map(({ id }) => id),
    mentors: problem.mentors.map(({ id }) => id),
    criteria: finished,
    pairs: pairsWithPoints(weighing, finished),
  };
}
