import type { JobPool, Watch } from './job-pool.ts';
import { monotonicMs } from './monotonic.ts';
import type { SolverTasks } from './solver-tasks.ts';

/** Reading the file, certifying and telling the answer, beside what the search itself may take: at the largest sizes minutes on a busy machine. */
const BESIDE_SEARCH_MS = 30 * 60_000;

/** Problem files, on a thread of their own with memory for the largest; callers send one at a time. */
export class ProblemJobs {
  readonly #pool: JobPool<SolverTasks>;

  constructor(pool: JobPool<SolverTasks>) {
    this.#pool = pool;
  }

  /** Progress is JSON of a ProblemProgress. May throw INVALID_JSON, INVALID_PROBLEM, NOT_ENOUGH_MEMORY, DEADLINE, STOPPED, WORKER_FAILED, and what the solver throws. */
  solve(
    task: SolverTasks['solvePacked']['task'],
    watch: Required<Watch>,
  ): Promise<SolverTasks['solvePacked']['value']> {
    const deadlineAt = monotonicMs() + BESIDE_SEARCH_MS + task.seconds * 1_000;
    return this.#pool.run('solvePacked', task, deadlineAt, watch);
  }
}
