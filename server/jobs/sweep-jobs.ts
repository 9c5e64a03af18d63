import { askOnceMore } from './ask-once-more.ts';
import type { JobPool } from './job-pool.ts';
import { monotonicMs } from './monotonic.ts';
import type { FullCohortTask } from './solver-jobs.ts';
import type { ParetoRange, SolverTasks, SomeDrawsAsk } from './solver-tasks.ts';

/** A hundred solves of the largest cohort, on a machine that does much else. */
const DEADLINE_MS = 30 * 60_000;

/** Parts of sweeps, on threads that give way; callers send as many at once as there are threads. */
export class SweepJobs {
  readonly #pool: JobPool<SolverTasks>;

  constructor(pool: JobPool<SolverTasks>) {
    this.#pool = pool;
  }

  /** JSON of a Robustness for the first draws, of HeldInDraws for others. May throw DEADLINE, STOPPED, WORKER_FAILED, and what the question throws. */
  robustness(task: FullCohortTask & { some: SomeDrawsAsk }, stop: AbortSignal): Promise<string> {
    return askOnceMore(this.#pool, 'someDraws', task, monotonicMs() + DEADLINE_MS, { stop });
  }

  /** JSON of a Pareto. May throw the same. */
  pareto(task: FullCohortTask & { range: ParetoRange }, stop: AbortSignal): Promise<string> {
    return askOnceMore(this.#pool, 'paretoRange', task, monotonicMs() + DEADLINE_MS, { stop });
  }

  /** JSON of a StudyPart. May throw the same. */
  study(task: SolverTasks['study']['task'], stop: AbortSignal): Promise<string> {
    return this.#pool.run('study', task, monotonicMs() + DEADLINE_MS, { stop });
  }
}
