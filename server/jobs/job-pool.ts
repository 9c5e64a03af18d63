import { Piscina } from 'piscina';
import { MileError } from '#solver/contract/errors.ts';
import type { Answer, Request, TaskTable } from './answering.ts';
import { monotonicMs } from './monotonic.ts';

/** A worker's fault, in words that are safe to log: nothing of the task is among them. */
export interface Fault {
  /** The kind of the task, or `idle` where the thread failed between tasks. */
  task: string;
  cause: string;
}

export interface JobPoolOptions {
  /** Path of the worker's module; its default export answers the tasks. */
  filename: string;
  maxThreads: number;
  onFault: (fault: Fault) => void;
  /** Tasks that may wait; one more is refused. */
  maxQueue?: number;
  maxOldGenerationSizeMb?: number;
}

const MAX_QUEUE = 20;
const MAX_OLD_GENERATION_MB = 512;
/** Why a task was stopped. */
const DEADLINE_PASSED = 'deadline';
const NO_WORKER = 'no thread could start';
/** A thread above the first ends after this long without work. Loading the engines again costs about 0.1 s. */
const IDLE_MS = 300_000;

/**
 * Worker threads, one task each. A task that passes its deadline is ended with its thread; a thread that fails fails its own
 * task only; where no thread can start, every task fails at once. The promise of `run` is always settled at the deadline.
 */
export class JobPool<Tasks extends TaskTable<Tasks>> {
  readonly #pool: Piscina;
  readonly #capacity: number;
  readonly #onFault: (fault: Fault) => void;
  readonly #stops = new Set<AbortController>();
  #running = 0;

  constructor(options: JobPoolOptions) {
    this.#onFault = options.onFault;
    this.#capacity = options.maxThreads + (options.maxQueue ?? MAX_QUEUE);
    this.#pool = new Piscina({
      filename: options.filename,
      minThreads: 1,
      maxThreads: options.maxThreads,
      concurrentTasksPerWorker: 1,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: options.maxOldGenerationSizeMb ?? MAX_OLD_GENERATION_MB },
    });
    this.#pool.on('error', (error) => this.#onFault({ task: 'idle', cause: causeOf(error) }));
    // A thread that ends is replaced within the same turn, unless its module could not be loaded.
    this.#pool.on('workerDestroy', () => queueMicrotask(() => this.#stopWithoutThreads()));
  }

  /** Throws BUSY, DEADLINE, WORKER_FAILED, or the error that the worker answered. */
  async run<Kind extends keyof Tasks & string>(
    kind: Kind,
    task: Tasks[Kind]['task'],
    deadlineAt: number,
  ): Promise<Tasks[Kind]['value']> {
    // Counted here: piscina 5.3 does not apply its maxQueue to tasks that carry an abort signal.
    if (this.#running >= this.#capacity) throw busy();
    this.#running += 1;
    try {
      const answer = await this.#settle<Tasks[Kind]['value']>({ kind, task, deadlineAt });
      if (answer.ok) return answer.value;
      throw new MileError(answer.code, answer.message, answer.details);
    } finally {
      this.#running -= 1;
    }
  }

  /** Ends all threads; tasks under way are rejected. */
  async destroy(): Promise<void> {
    await this.#pool.destroy();
  }

  async #settle<Value>(request: Request<string, object>): Promise<Answer<Value>> {
    const stop = new AbortController();
    const leftMs = Math.max(0, request.deadlineAt - monotonicMs());
    const timer = setTimeout(() => stop.abort(DEADLINE_PASSED), leftMs);
    this.#stops.add(stop);
    try {
      return (await this.#pool.run(request, { signal: stop.signal })) as Answer<Value>;
    } catch (error) {
      const cause = stop.signal.aborted ? (stop.signal.reason as string) : causeOf(error);
      this.#onFault({ task: request.kind, cause });
      throw cause === DEADLINE_PASSED ? late() : failed(cause);
    } finally {
      clearTimeout(timer);
      this.#stops.delete(stop);
    }
  }

  /** Nobody is left to take what waits; the next task tries to start a thread again. */
  #stopWithoutThreads(): void {
    if (this.#pool.threads.length > 0) return;
    for (const stop of this.#stops) stop.abort(NO_WORKER);
  }
}

function busy(): MileError {
  return new MileError('BUSY', 'Too many calculations are waiting. Try again in a few seconds.');
}

function late(): MileError {
  return new MileError(
    'DEADLINE',
    'The calculation did not end within its time limit and was stopped. Nothing was changed. ' +
      'Switch quotas off or tighten the rules so that fewer pairs are left, and try again.',
  );
}

function failed(cause: string): MileError {
  return new MileError(
    'WORKER_FAILED',
    `The calculation ended unexpectedly (${cause}). Nothing was changed. Try again; if it happens again, ` +
      'report it with the request id.',
    { cause },
  );
}

/** The kind of an error. Its message is left out: it may quote somebody's answers. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'a thrown value that is no error';
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'out of memory';
  if (/^worker exited with code: \d+$/.test(error.message)) return 'the thread ended itself';
  return error.name;
}
