import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { BackgroundJobs } from './background-jobs.ts';
import { FileJobs } from './file-jobs.ts';
import type { FileTasks } from './file-tasks.ts';
import { JobPool } from './job-pool.ts';
import type { Fault, Load } from './job-pool.ts';
import { LabJobs } from './lab-jobs.ts';
import { BACKGROUND, FILES, PATIENT } from './lanes.ts';
import { ProblemJobs } from './problem-jobs.ts';
import type { Places } from './queue/work-queue.ts';
import { SolverJobs } from './solver-jobs.ts';
import type { SolverTasks } from './solver-tasks.ts';
import { SweepJobs } from './sweep-jobs.ts';

/** Threads for long calculations, which give way to all others. */
export interface WorkPools {
  background: BackgroundJobs;
  lab: LabJobs;
  problems: ProblemJobs;
  sweeps: SweepJobs;
  /** How many pieces of work they take at once. */
  places: Places;
  loads(): Record<'background' | 'lab' | 'problems' | 'sweeps', Load>;
  destroy(): Promise<void>;
}

/** The service's worker threads. */
export interface Pools extends Omit<WorkPools, 'loads'> {
  solver: SolverJobs;
  files: FileJobs;
  /** How many searches may take longer than a request usually may: one thread is left for the others. */
  longPlaces: number;
  /** What each pool has to do, by its name. */
  loads(): Record<'prompt' | 'patient' | 'files' | 'background' | 'lab' | 'problems' | 'sweeps', Load>;
  destroy(): Promise<void>;
}

export interface WorkPoolOptions {
  onFault: (fault: Fault) => void;
  /** The module that answers the solver's tasks; tests put faults there. */
  solverWorker?: string;
  /** Parts of sweeps at once. The default leaves one core to others. */
  sweepThreads?: number;
}

export interface PoolOptions extends WorkPoolOptions {
  solverDeadlineMs?: number;
}

/** With one thread a search of two minutes would hold up everybody's what-ifs. */
const MIN_SOLVER_THREADS = 2;

/** Its cohorts may be the largest that fit. */
const LAB_OLD_GENERATION_MB = 4_096;

const SOLVER_WORKER = fileURLToPath(new URL('./worker/main.ts', import.meta.url));

/**
 * Starts the threads: one core is left for HTTP, and files never wait for the solver nor the solver for files. Questions that take many
 * solves, and long calculations, have threads that give way to all others.
 */
export function startPools({ onFault, solverWorker, solverDeadlineMs }: PoolOptions): Pools {
  const filename = solverWorker ?? SOLVER_WORKER;
  const maxThreads = Math.max(MIN_SOLVER_THREADS, availableParallelism() - 1);
  const prompt = new JobPool<SolverTasks>({ filename, maxThreads, onFault });
  const patient = new JobPool<SolverTasks>({ filename, maxThreads, lane: PATIENT, onFault });
  const work = startWorkPools({ onFault, solverWorker: filename });
  const files = new JobPool<FileTasks>({
    filename: fileURLToPath(new URL('./file-worker.ts', import.meta.url)),
    maxThreads: 1,
    lane: FILES,
    onFault,
  });
  return {
    ...work,
    solver: new SolverJobs({ prompt, patient }, solverDeadlineMs),
    files: new FileJobs(files),
    longPlaces: maxThreads - 1,
    loads: () => ({ prompt: prompt.load, patient: patient.load, files: files.load, ...work.loads() }),
    async destroy() {
      await Promise.all([prompt, patient, files, work].map((pool) => pool.destroy()));
    },
  };
}

/** Starts the threads of long calculations alone. */
export function startWorkPools({
  onFault,
  solverWorker: filename = SOLVER_WORKER,
  sweepThreads = Math.max(1, availableParallelism() - 1),
}: WorkPoolOptions): WorkPools {
  const background = new JobPool<SolverTasks>({ filename, maxThreads: 1, lane: BACKGROUND, onFault });
  const lab = new JobPool<SolverTasks>({
    filename,
    maxThreads: 1,
    lane: BACKGROUND,
    maxOldGenerationSizeMb: LAB_OLD_GENERATION_MB,
    onFault,
  });
  // Beginning a run of the Lab asks its thread something small, which must not wait for a search of an hour.
  const problems = new JobPool<SolverTasks>({
    filename,
    maxThreads: 1,
    lane: BACKGROUND,
    maxOldGenerationSizeMb: LAB_OLD_GENERATION_MB,
    onFault,
  });
  const sweeps = new JobPool<SolverTasks>({ filename, maxThreads: sweepThreads, lane: BACKGROUND, onFault });
  return {
    background: new BackgroundJobs(background),
    lab: new LabJobs(lab),
    problems: new ProblemJobs(problems),
    sweeps: new SweepJobs(sweeps),
    places: { lab: 1, opinions: 1, sweeps: sweepThreads },
    loads: () => ({
      background: background.load,
      lab: lab.load,
      problems: problems.load,
      sweeps: sweeps.load,
    }),
    async destroy() {
      await Promise.all([background, lab, problems, sweeps].map((pool) => pool.destroy()));
    },
  };
}
