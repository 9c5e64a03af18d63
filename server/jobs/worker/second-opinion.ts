import type { Agreement } from '#solver/contract/api/cohorts.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { Run } from '../answering.ts';
import type { SecondOpinionTask, SolverTasks } from '../solver-tasks.ts';
import { compareLevels } from './level-order.ts';
import { solveInTime } from './solve-in-time.ts';

/** Solves a stored problem whole, by an engine that had no part in the stored outcome, and compares the two. */
export function secondOpinion(
  engines: Engines,
  { problem: problemText, outcome, engine }: SecondOpinionTask,
  run: Run,
): SolverTasks['secondOpinion']['value'] {
  const problem = problemSchema.parse(JSON.parse(problemText));
  const first = JSON.parse(outcome) as Outcome;
  const second = solveInTime(engines, problem, engine, run);
  return {
    version: engines[engine].version,
    verdict: verdictOf(problem, first, second),
    matched: 'pairs' in second ? second.matched : null,
    score: 'pairs' in second ? second.score : null,
  };
}

/**
 * Both have passed the checker, so where they contradict each other the checker erred as well: one says that nothing is possible, or one
 * is proven best and the other is better.
 */
function verdictOf(problem: Problem, first: Outcome, second: Outcome): Agreement['verdict'] {
  if (!('pairs' in first) || second.status === 'unknown') return 'unsettled';
  if (second.status === 'infeasible') return 'differs';
  const order = compareLevels(problem, first, second);
  if (order > 0 && first.status === 'optimal') return 'differs';
  if (order < 0 && second.status === 'optimal') return 'differs';
  return order === 0 && first.status === 'optimal' && second.status === 'optimal' ? 'agrees' : 'unsettled';
}
