import { Piscina } from 'piscina';
import { MileError } from '#solver/contract/errors.ts';
import { stopped } from './answering.ts';
import type { Answer, Request, TaskTable } from './answering.ts';
import { keepCompiledCode } from './keep-compiled-code.ts';
import { PROMPT } from './lanes.ts';
import type { Lane } from './lanes.ts';
import { listenTo } from './listening.ts';
import { monotonicMs } from './monotonic.ts';
import { QueueRoom } from './queue-room.ts';
import { hasBegun, newStopFlag, raise } from './stop-flag.ts';
import type { StopFlag } from './stop-flag.ts';

/** A worker's fault, in words that are safe to log: nothing of the task is among them. */
export interface Fault {
  /** The kind of the task, or `idle` where the thread failed between tasks. */
  task: string;
  cause: string;
}

/** What a pool has to do at a moment. */
export interface Load {
  busy: number;
  waiting: number;
  threads: number;
}

export interface JobPoolOptions {
  /** Path of the worker's module; its default export answers the tasks. */
  filename: string;
  maxThreads: number;
  onFault: (fault: Fault) => void;
  /** Tasks that may wait whatever they take; of a lane whose tasks are fast, more. The next is refused. */
  maxQueue?: number;
  maxOldGenerationSizeMb?: number;
  /** How its threads stand beside those of other pools; `PROMPT` where nothing is said. */
  lane?: Lane;
}

/** What an asker may do while its task is under way. */
export interface Watch {
  /** Asks for the best there is. A worker that does not answer within the grace is ended with its thread. */
  stop?: AbortSignal;
  /** Is told what the worker tells, in order, and never after the answer. */
  onProgress?: (progress: string) => void;
}

const MAX_QUEUE = 20;
const MAX_OLD_GENERATION_MB = 512;
/** Left to itself a thread keeps about 100 MiB for what is short-lived; a quarter costs no measurable time. */
const MAX_YOUNG_GENERATION_MB = 24;
/** Why a task was ended. */
const DEADLINE_PASSED = 'deadline';
const NO_WORKER = 'no thread could start';
const STOPPED_WAITING = 'stopped before it began';
const STOPPED = 'stopped';
/** From a stop to the worker's answer. */
const GRACE_MS = 1_500;

/**
 * Worker threads, one task each. A task that passes its deadline is ended with its thread; a thread that fails fails its own
 * task only; where no thread can start, every task fails at once. The promise of `run` is always settled at the deadline.
 */
export class JobPool<Tasks extends TaskTable<Tasks>> {
  readonly #pool: Piscina;
  readonly #maxThreads: number;
  readonly #room: QueueRoom;
  readonly #onFault: (fault: Fault) => void;
  readonly #ends = new Set<AbortController>();
  #running = 0;
  #isEnding = false;
  #whenIdle: (() => void)[] = [];

  constructor(options: JobPoolOptions) {
    keepCompiledCode();
    this.#onFault = options.onFault;
    const { minThreads, idleMs, nice, maxWaitMs } = options.lane ?? PROMPT;
    this.#maxThreads = options.maxThreads;
    this.#room = new QueueRoom(options.maxQueue ?? MAX_QUEUE, maxWaitMs);
    this.#pool = new Piscina({
      filename: options.filename,
      minThreads: Math.min(minThreads, options.maxThreads),
      maxThreads: options.maxThreads,
      concurrentTasksPerWorker: 1,
      idleTimeout: idleMs,
      niceIncrement: nice,
      resourceLimits: {
        maxYoungGenerationSizeMb: MAX_YOUNG_GENERATION_MB,
        maxOldGenerationSizeMb: options.maxOldGenerationSizeMb ?? MAX_OLD_GENERATION_MB,
      },
    });
    this.#pool.on('error', (error) => this.#onFault({ task: 'idle', cause: causeOf(error) }));
    // A thread that ends is replaced within the same turn, unless its module could not be loaded.
    this.#pool.on('workerDestroy', () => queueMicrotask(() => this.#stopWithoutThreads()));
  }

  get load(): Load {
    const { threads, queueSize } = this.#pool;
    return { busy: Math.max(0, this.#running - queueSize), waiting: queueSize, threads: threads.length };
  }

  /** Resolves once no task is under way or waits. */
  async idle(): Promise<void> {
    while (this.#running > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  /** Throws BUSY, DEADLINE, STOPPED, WORKER_FAILED, or the error that the worker answered. */
  async run<Kind extends keyof Tasks & string>(
    kind: Kind,
    task: Tasks[Kind]['task'],
    deadlineAt: number,
    watch: Watch = {},
  ): Promise<Tasks[Kind]['value']> {
    // Counted here: piscina 5.3 does not apply its maxQueue to tasks that carry an abort signal.
    if (!this.#room.hasRoom(this.#running - this.#maxThreads)) throw busy();
    this.#running += 1;
    const askedMs = monotonicMs();
    try {
      const answer = await this.#settle<Tasks[Kind]['value']>({ kind, task, deadlineAt }, watch);
      if (answer.ok) return answer.value;
      throw new MileError(answer.code, answer.message, answer.details);
    } finally {
      this.#running -= 1;
      this.#room.ended(askedMs, monotonicMs());
      if (this.#running === 0) for (const tell of this.#whenIdle.splice(0)) tell();
    }
  }

  /** Ends all threads; tasks under way are rejected, which is nobody's fault. */
  async destroy(): Promise<void> {
    this.#isEnding = true;
    await this.#pool.destroy();
  }

  async #settle<Value>(request: Request<string, object>, watch: Watch): Promise<Answer<Value>> {
    const first = await this.#attempt<Value>(request, watch);
    // The last thread may have ended because it had been idle, just as the task came: then another one starts.
    const answer = first === NO_WORKER ? await this.#attempt<Value>(request, watch) : first;
    if (answer !== NO_WORKER) return answer;
    this.#onFault({ task: request.kind, cause: NO_WORKER });
    throw failureOf(NO_WORKER);
  }

  /** The answer, or that there was no thread to give one. */
  async #attempt<Value>(
    request: Request<string, object>,
    watch: Watch,
  ): Promise<Answer<Value> | typeof NO_WORKER> {
    const end = new AbortController();
    const leftMs = Math.max(0, request.deadlineAt - monotonicMs());
    const timer = setTimeout(() => end.abort(DEADLINE_PASSED), leftMs);
    const stopping = watch.stop && obey(watch.stop, end);
    const listening = watch.onProgress && listenTo(watch.onProgress);
    this.#ends.add(end);
    try {
      const answer: unknown = await this.#pool.run(
        { ...request, stopFlag: stopping?.flag, progress: listening?.workerEnd },
        { signal: end.signal, transferList: listening ? [listening.workerEnd] : [] },
      );
      if (!isAnswer<Value>(answer)) throw new Misshapen();
      return answer;
    } catch (error) {
      const cause = end.signal.aborted ? (end.signal.reason as string) : causeOf(error);
      if (cause === NO_WORKER && !this.#isEnding) return NO_WORKER;
      if (cause !== STOPPED_WAITING && !this.#isEnding) this.#onFault({ task: request.kind, cause });
      throw failureOf(cause);
    } finally {
      clearTimeout(timer);
      stopping?.done();
      listening?.end();
      this.#ends.delete(end);
    }
  }

  /** Nobody is left to take what waits; the next task tries to start a thread again. */
  #stopWithoutThreads(): void {
    if (this.#pool.threads.length > 0) return;
    for (const end of this.#ends) end.abort(NO_WORKER);
  }
}

/** Passes a stop on to the worker; after the grace a task that still waits is taken back, and one under way is ended with its thread. */
function obey(stop: AbortSignal, end: AbortController): { flag: StopFlag; done: () => void } {
  const flag = newStopFlag();
  let grace: ReturnType<typeof setTimeout> | undefined;
  const onStop = () => {
    raise(flag);
    grace = setTimeout(() => end.abort(hasBegun(flag) ? STOPPED : STOPPED_WAITING), GRACE_MS);
  };
  if (stop.aborted) onStop();
  else stop.addEventListener('abort', onStop, { once: true });
  return {
    flag,
    done() {
      clearTimeout(grace);
      stop.removeEventListener('abort', onStop);
    },
  };
}

function failureOf(cause: string): MileError {
  if (cause === DEADLINE_PASSED) return late();
  return cause === STOPPED || cause === STOPPED_WAITING ? stopped() : failed(cause);
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

/** A worker answered something that is no answer. */
class Misshapen extends Error {
  override readonly name = 'an answer of the wrong shape';
}

function isAnswer<Value>(answer: unknown): answer is Answer<Value> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
}

/** The kind of an error. Its message is left out: it may quote somebody's answers. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'a thrown value that is no error';
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'out of memory';
  if (/^worker exited with code: \d+$/.test(error.message)) return 'the thread ended itself';
  return error.name;
}
