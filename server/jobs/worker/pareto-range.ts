import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Engines } from '#solver/engines/load.ts';
import { paretoPart } from '#solver/explore/pareto/pareto.ts';
import { stopped } from '../answering.ts';
import type { Run } from '../answering.ts';
import { NEED_COHORT } from '../solver-tasks.ts';
import type { SolverTasks } from '../solver-tasks.ts';
import { compiledCohort } from './compiled-cohorts.ts';
import { AskedCohort } from './explore/asked-cohort.ts';
import { SearchTime } from './explore/search-time.ts';
import { RESERVE_MS } from './solve-in-time.ts';

/** A range of a sweep of trade-offs, whole or not at all. */
export function paretoRange(
  engines: Engines,
  { cohort, policy, range }: SolverTasks['paretoRange']['task'],
  run: Run,
): SolverTasks['paretoRange']['value'] {
  const compiled = compiledCohort(cohort);
  if (!compiled) return NEED_COHORT;
  const time = new SearchTime(engines, run.deadlineAt - RESERVE_MS, run.isStopped);
  const asked = new AskedCohort(compiled, JSON.parse(policy) as Policy, engines, time);
  const { baseline, fewer } = range;
  const question = { baseline: baseline && asked.stillAllowed(baseline), fewer };
  const part = paretoPart(asked.problem, question, range, time);
  if (run.isStopped()) throw stopped();
  return JSON.stringify(part);
}
