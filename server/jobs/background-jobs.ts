import type { JobPool } from './job-pool.ts';
import { pairsInText, refuseWithoutMemory } from './memory.ts';
import { monotonicMs } from './monotonic.ts';
import type { SecondOpinionTask, SolverTasks } from './solver-tasks.ts';

/** Solving a saved problem once more, from being asked to being told. */
const DEADLINE_MS = 60_000;

/** What the solver does while nobody waits for it, on a thread of its own; callers send one task at a time. */
export class BackgroundJobs {
  readonly #pool: JobPool<SolverTasks>;

  constructor(pool: JobPool<SolverTasks>) {
    this.#pool = pool;
  }

  /** May throw NOT_ENOUGH_MEMORY, DEADLINE, STOPPED, WORKER_FAILED, and what the solver throws. */
  async secondOpinion(
    task: SecondOpinionTask,
    stop: AbortSignal,
  ): Promise<SolverTasks['secondOpinion']['value']> {
    refuseWithoutMemory(pairsInText(Buffer.from(task.problem)));
    return this.#pool.run('secondOpinion', task, monotonicMs() + DEADLINE_MS, { stop });
  }
}
