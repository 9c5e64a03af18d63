import type { ReplayFound } from '#solver/contract/api/replay.ts';
import type { EngineName, Verification } from '#solver/contract/outcome.ts';
import type { StoredPerson } from '../store/people.ts';
import { askOnceMore } from './ask-once-more.ts';
import type { JobPool, Watch } from './job-pool.ts';
import { pairsInText, refuseWithoutMemory } from './memory.ts';
import { monotonicMs } from './monotonic.ts';
import { isPatient } from './patient-questions.ts';
import type {
  CohortTask,
  ExploreAsk,
  MadeSnapshot,
  MadeTask,
  MatchAnswer,
  NEED_COHORT,
  ReplayTask,
  Snapshot,
  SolverTasks,
} from './solver-tasks.ts';

/** A request waits this long for its answer, from being queued to being told. */
const DEADLINE_MS = 10_000;
/** Nobody's hand waits for questions of many solves, and a thousand a side need it: so many times as long. */
const PATIENCE = 3;
/** Simulating 10,000 people. */
const SIMULATION_DEADLINE_MS = 60_000;

/** A task of a cohort whose answers are at hand, should the worker ask for them. */
export type FullCohortTask = CohortTask & { cohort: { json: string; programme: string } };

/** What-ifs and all that somebody waits for, and questions that must not hold them up. */
export interface SolverPools {
  prompt: JobPool<SolverTasks>;
  patient: JobPool<SolverTasks>;
}

/** What the solver's threads do for the service. Everything may throw BUSY, DEADLINE or WORKER_FAILED. */
export class SolverJobs {
  readonly #pools: SolverPools;
  /** Milliseconds that a request waits for its answer. */
  readonly deadlineMs: number;

  constructor(pools: SolverPools, deadlineMs = DEADLINE_MS) {
    this.#pools = pools;
    this.deadlineMs = deadlineMs;
  }

  /** JSON of a problem file in, JSON of a result file out. Throws NOT_ENOUGH_MEMORY before a thread is asked. */
  async solve(body: Uint8Array, engine: EngineName): Promise<string> {
    refuseWithoutMemory(pairsInText(body));
    return this.#pools.prompt.run('solve', { body, engine }, this.#deadline());
  }

  /** Resolves once nothing is under way or waits. */
  async idle(): Promise<void> {
    await this.#pools.patient.idle();
    await this.#pools.prompt.idle();
  }

  /** `deadlineMs`: milliseconds from now; without it, as for every request. */
  match(
    task: FullCohortTask & { from?: string | undefined },
    options: Watch & { deadlineMs?: number } = {},
  ): Promise<MatchAnswer> {
    return this.#askOnceMore(this.#pools.prompt, 'match', task, options);
  }

  explain(task: FullCohortTask & { participant: string; mentor: string }): Promise<string> {
    return this.#askOnceMore(this.#pools.prompt, 'explain', task);
  }

  explore(task: FullCohortTask & { ask: ExploreAsk }, watch: Watch): Promise<string> {
    const { prompt, patient } = this.#pools;
    return isPatient(task.ask.question)
      ? this.#askOnceMore(patient, 'explore', task, { ...watch, deadlineMs: PATIENCE * this.deadlineMs })
      : this.#askOnceMore(prompt, 'explore', task, watch);
  }

  snapshot(task: FullCohortTask & { matching: string; outcome: string }): Promise<Snapshot> {
    return this.#askOnceMore(this.#pools.prompt, 'snapshot', task);
  }

  make(task: FullCohortTask & MadeTask): Promise<MadeSnapshot> {
    return this.#askOnceMore(this.#pools.prompt, 'make', task);
  }

  verify(problem: string, outcome: string): Promise<Verification> {
    return this.#pools.prompt.run('verify', { problem, outcome }, this.#deadline());
  }

  /** Makes a saved match once more; a search that takes long must not hold up a what-if. */
  replay(task: ReplayTask): Promise<ReplayFound> {
    return this.#pools.patient.run('replay', task, this.#deadline());
  }

  simulate(task: SolverTasks['simulate']['task']): Promise<StoredPerson[]> {
    return this.#pools.prompt.run('simulate', task, monotonicMs() + SIMULATION_DEADLINE_MS);
  }

  #askOnceMore<Kind extends 'match' | 'explain' | 'explore' | 'snapshot' | 'make'>(
    pool: JobPool<SolverTasks>,
    kind: Kind,
    task: SolverTasks[Kind]['task'] & CohortTask,
    { deadlineMs = this.deadlineMs, ...watch }: Watch & { deadlineMs?: number } = {},
  ): Promise<Exclude<SolverTasks[Kind]['value'], typeof NEED_COHORT>> {
    return askOnceMore(pool, kind, task, monotonicMs() + deadlineMs, watch);
  }

  #deadline(): number {
    return monotonicMs() + this.deadlineMs;
  }
}
