import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { Run } from '../../answering.ts';
import { NEED_COHORT } from '../../solver-tasks.ts';
import type { SolverTasks } from '../../solver-tasks.ts';
import { compiledCohort } from '../compiled-cohorts.ts';
import { RESERVE_MS } from '../solve-in-time.ts';
import { AskedCohort } from './asked-cohort.ts';
import { replyTo } from './reply.ts';
import { SearchTime } from './search-time.ts';

/** Answers a question about the best match of a cohort, as far as the time reaches. */
export function explore(
  engines: Engines,
  { cohort, policy, ask }: SolverTasks['explore']['task'],
  run: Run,
): SolverTasks['explore']['value'] {
  const compiled = compiledCohort(cohort);
  if (!compiled) return NEED_COHORT;
  const time = new SearchTime(engines, run.deadlineAt - RESERVE_MS, run.isStopped);
  const asked = new AskedCohort(compiled, JSON.parse(policy) as Policy, engines, time);
  return JSON.stringify(replyTo(ask.question, ask.parameters, asked));
}
