import type { Breakpoints } from '../../contract/explore/breakpoints.ts';
import { WeighedProgram } from '../weights/weighed-program.ts';
import type { Weighing } from '../weights/weighing.ts';
import { criterionBreakpoints } from './criterion.ts';
import type { OnProgress } from './criterion.ts';

/**
 * For one criterion, or for each, every weight at which the best match changes. Throws INVALID_PROBLEM (see `WeighedProgram`),
 * INVALID_POLICY and TOO_LARGE_TO_STAY_EXACT.
 */
export function breakpointsOf(weighing: Weighing, criterion?: string, onProgress?: OnProgress): Breakpoints {
  const program = new WeighedProgram(weighing);
  const asked = criterion === undefined ? weighing.criteria.map(({ id }) => id) : [criterion];
  const { participants, mentors } = weighing.problem;
  return {
    format: 'mile-breakpoints/1',
    participants: participants.map(({ id }) => id),
    mentors: mentors.map(({ id }) => id),
    criteria: asked.map((id, place) =>
      criterionBreakpoints(program, id, (share) => onProgress?.((place + share) / asked.length)),
    ),
  };
}
