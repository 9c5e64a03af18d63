import type { Policy } from '#solver/contract/policy/policy.ts';
import { heldInDraws, robustnessOf } from '#solver/explore/robustness/robustness.ts';
import { weighingOf } from '#solver/explore/weights/weighing.ts';
import { stopped } from '../answering.ts';
import type { Run } from '../answering.ts';
import { NEED_COHORT } from '../solver-tasks.ts';
import type { SolverTasks } from '../solver-tasks.ts';
import { compiledCohort } from './compiled-cohorts.ts';

/** A part of a robustness sweep, whole or not at all: the first one tells the match and its radius as well. */
export function someDraws(
  { cohort, policy, some }: SolverTasks['someDraws']['task'],
  run: Run,
): SolverTasks['someDraws']['value'] {
  const compiled = compiledCohort(cohort);
  if (!compiled) return NEED_COHORT;
  const weighing = weighingOf(compiled, JSON.parse(policy) as Policy);
  const { seed, spread, draws, from } = some;
  const part =
    from === 0
      ? robustnessOf(weighing, { seed, spread, draws }, run.isStopped)
      : heldInDraws(weighing, some, run.isStopped);
  if (run.isStopped()) throw stopped();
  return JSON.stringify(part);
}
