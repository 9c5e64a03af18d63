import type { JobPool, Watch } from './job-pool.ts';
import { NEED_COHORT } from './solver-tasks.ts';
import type { CohortTask, SolverTasks } from './solver-tasks.ts';

/** Kinds of tasks about a cohort that a thread may keep. */
type OfCohort = {
  [Kind in keyof SolverTasks]: SolverTasks[Kind]['task'] extends CohortTask ? Kind : never;
}[keyof SolverTasks];

/** Puts a task without the answers first: a worker that keeps the cohort needs the policy alone. Throws what the pool and the worker throw. */
export async function askOnceMore<Kind extends OfCohort>(
  pool: JobPool<SolverTasks>,
  kind: Kind,
  task: SolverTasks[Kind]['task'] & CohortTask,
  deadlineAt: number,
  watch: Watch = {},
): Promise<Exclude<SolverTasks[Kind]['value'], typeof NEED_COHORT>> {
  const short = { ...task, cohort: { key: task.cohort.key } };
  let answer = await pool.run(kind, short, deadlineAt, watch);
  if (answer === NEED_COHORT) answer = await pool.run(kind, task, deadlineAt, watch);
  return answer as Exclude<SolverTasks[Kind]['value'], typeof NEED_COHORT>;
}
