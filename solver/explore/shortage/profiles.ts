import { MileError } from '../../contract/errors.ts';
import { DEFAULT_LEVELS } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import { gathered } from '../../program/columns.ts';
import { scoreLimitFor } from '../score-limit.ts';
import { levelChange } from '../standing.ts';
import type { LevelChange } from '../standing.ts';
import { PlaceSearch } from './place-search.ts';
import { roomyStanding } from './shortage.ts';

/**
 * What one more mentor with one place gives to the best match (matched, then score), for each profile of such a mentor: a column with
 * the score beside each participant of the problem, null where the two are not allowed. Quotas apart. One search for all profiles, then a
 * pass over each column. Undefined where minima and pins cannot hold together.
 * Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function gainsOfMentors(
  problem: Problem,
  columns: readonly (readonly (number | null)[])[],
): LevelChange[] | undefined {
  for (const column of columns) checkColumn(column, problem);
  const standing = roomyStanding({ ...problem, quotas: [], levels: DEFAULT_LEVELS });
  if (!standing) return undefined;
  const { unit, canonical } = standing;
  const search = new PlaceSearch(standing);
  return columns.map((column) => {
    const given = Float64Array.from(column, (score) => (score === null ? -Infinity : unit + score));
    const ranked = gathered(new Float64Array(given.length), given, canonical.order.participants);
    return levelChange(search.gainOf(ranked), unit);
  });
}

function checkColumn(column: readonly (number | null)[], problem: Problem): void {
  const limit = scoreLimitFor(problem.pairs);
  const participants = problem.participants.length;
  const isScore = (score: number | null) =>
    score === null || (Number.isInteger(score) && score >= 0 && score <= limit);
  if (column.length === participants && column.every(isScore)) return;
  throw new MileError(
    'INVALID_PROBLEM',
    `A profile needs a whole score from 0 to ${limit}, or null, for each of the ${participants} participants.`,
    { participants, entries: column.length },
  );
}
