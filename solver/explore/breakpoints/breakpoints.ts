import type { Breakpoints, CriterionBreakpoints } from '../../contract/explore/breakpoints.ts';
import { MileError } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Resolve } from '../resolve.ts';
import { WeighedProgram } from '../weights/weighed-program.ts';
import type { WeighedCriterion, Weighing } from '../weights/weighing.ts';
import { criterionBreakpoints } from './criterion.ts';
import type { OnProgress } from './criterion.ts';
import { pairsWithPoints } from './pairs-with-points.ts';
import { tenthBreakpoints } from './tenths.ts';

/** What is asked of the breakpoints beyond the weighing. */
export interface BreakpointsQuestion {
  /** All criteria where none is named. */
  readonly criterion?: string | undefined;
  /** Solves problems with quotas, or with the levels `weakest` and `leximin`. */
  readonly resolve?: Resolve;
  readonly onProgress?: OnProgress;
}

/**
 * For one criterion, or for each, every weight at which the best match changes; exact where the problem is one of sums without quotas, else
 * at tenths, by `resolve`. Throws INVALID_PROBLEM where weights do not matter, nothing is possible, or `resolve` is
 * missing; INVALID_POLICY where there is no such criterion; TOO_LARGE_TO_STAY_EXACT.
 */
export function breakpointsOf(weighing: Weighing, question: BreakpointsQuestion = {}): Breakpoints {
  const { problem, criteria } = weighing;
  const { criterion, onProgress } = question;
  const asked = criterion === undefined ? criteria : [named(criteria, criterion)];
  const ask = askerOf(weighing, question.resolve);
  const found = asked.map((one, place) => ask(one, (share) => onProgress?.((place + share) / asked.length)));
  return {
    format: 'mile-breakpoints/1',
    participants: problem.participants.map(({ id }) => id),
    mentors: problem.mentors.map(({ id }) => id),
    criteria: found,
    pairs: pairsWithPoints(weighing, found),
  };
}

type Ask = (criterion: WeighedCriterion, onProgress: OnProgress) => CriterionBreakpoints;

function askerOf(weighing: Weighing, resolve: Resolve | undefined): Ask {
  if (resolve && needsWholeSolves(weighing.problem))
    return (criterion, onProgress) => tenthBreakpoints(weighing, criterion, resolve, onProgress);
  const program = new WeighedProgram(weighing);
  return (criterion, onProgress) => criterionBreakpoints(program, criterion, onProgress);
}

function needsWholeSolves({ quotas, levels }: Problem): boolean {
  const isSum = levels.every((level) => level === 'matched' || level === 'score');
  return levels.includes('score') && (quotas.length > 0 || !isSum);
}

function named(criteria: readonly WeighedCriterion[], id: string): WeighedCriterion {
  const found = criteria.find((criterion) => criterion.id === id);
  if (found) return found;
  throw new MileError('INVALID_POLICY', `The policy has no criterion "${id}". Name one of its criteria.`, {
    criterion: id,
  });
}
