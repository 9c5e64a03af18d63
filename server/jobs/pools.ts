import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { FileJobs } from './file-jobs.ts';
import type { FileTasks } from './file-tasks.ts';
import { JobPool } from './job-pool.ts';
import type { Fault } from './job-pool.ts';
import { SolverJobs } from './solver-jobs.ts';
import type { SolverTasks } from './solver-tasks.ts';

/** The service's worker threads. */
export interface Pools {
  solver: SolverJobs;
  files: FileJobs;
  destroy(): Promise<void>;
}

export interface PoolOptions {
  onFault: (fault: Fault) => void;
  /** The module that answers the solver's tasks; tests put faults there. */
  solverWorker?: string;
  solverDeadlineMs?: number;
}

/** Starts the threads: one core is left for HTTP, and files never wait for the solver nor the solver for files. */
export function startPools({ onFault, solverWorker, solverDeadlineMs }: PoolOptions): Pools {
  const solver = new JobPool<SolverTasks>({
    filename: solverWorker ?? fileURLToPath(new URL('./worker/main.ts', import.meta.url)),
    maxThreads: Math.max(1, availableParallelism() - 1),
    onFault,
  });
  const files = new JobPool<FileTasks>({
    filename: fileURLToPath(new URL('./file-worker.ts', import.meta.url)),
    maxThreads: 1,
    onFault,
  });
  return {
    solver: new SolverJobs(solver, solverDeadlineMs),
    files: new FileJobs(files),
    async destroy() {
      await Promise.all([solver.destroy(), files.destroy()]);
    },
  };
}
