import type { LabMeasurement, LabShape, LabSize } from '#solver/contract/api/lab.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { JobPool } from './job-pool.ts';
import { monotonicMs } from './monotonic.ts';
import type { LabPeople, SolverTasks } from './solver-tasks.ts';

/** Inventing the people, scoring and certifying, beside what the search itself may take, for each of up to seven repeats. */
const BESIDE_SEARCH_MS = 120_000;
const PEOPLE_DEADLINE_MS = 60_000;

/** Simulated cohorts, on a thread of their own that gives way to the committee's work. Callers send one measurement at a time. */
export class LabJobs {
  readonly #pool: JobPool<SolverTasks>;

  constructor(pool: JobPool<SolverTasks>) {
    this.#pool = pool;
  }

  /** May throw DEADLINE, STOPPED, WORKER_FAILED, and what the solver throws. */
  async measure(task: SolverTasks['labMeasure']['task'], stop: AbortSignal): Promise<LabMeasurement> {
    const deadlineAt = monotonicMs() + BESIDE_SEARCH_MS + task.seconds * 1_000;
    return JSON.parse(await this.#pool.run('labMeasure', task, deadlineAt, { stop })) as LabMeasurement;
  }

  /** May throw BUSY, DEADLINE, WORKER_FAILED. */
  people(programme: Programme, size: LabSize, shape: LabShape): Promise<LabPeople> {
    return this.#pool.run('labPeople', { programme, size, shape }, monotonicMs() + PEOPLE_DEADLINE_MS);
  }

  /** Share of all pairs that the rules allow. May throw BUSY, DEADLINE, WORKER_FAILED. */
  allowedShare(programme: Programme, shape: LabShape): Promise<number> {
    return this.#pool.run('labAllowedShare', { programme, shape }, monotonicMs() + PEOPLE_DEADLINE_MS);
  }
}
