import type { MessagePort } from 'node:worker_threads';
import { MileError } from '#solver/contract/errors.ts';
import type { ErrorCode, ErrorDetails } from '#solver/contract/errors.ts';
import { isStopped, noteBegun } from './stop-flag.ts';
import type { StopFlag } from './stop-flag.ts';

/** The tasks that a worker knows: for each kind what it is given and what it gives. */
export type TaskTable<Tasks> = { [Kind in keyof Tasks]: { task: object; value: unknown } };

/** What travels to a worker. */
export interface Request<Kind, Task> {
  kind: Kind;
  task: Task;
  /** When the answer is worth nothing any more, in `monotonicMs`. */
  deadlineAt: number;
  /** Where somebody may stop the task. */
  stopFlag?: StopFlag;
  /** Where somebody wants to hear of progress. */
  progress?: MessagePort;
}

/** What a handler knows of those who wait for it. */
export interface Run {
  deadlineAt: number;
  /** They want the best there is, now. Cheap enough to be asked in loops. */
  isStopped: () => boolean;
  /** Tells them how far the task is, in a text; undefined where nobody listens. */
  tell: ((progress: string) => void) | undefined;
}

/** What comes back. A union, because an error that crosses a thread loses its code and details. */
export type Answer<Value> =
  { ok: true; value: Value } | { ok: false; code: ErrorCode; message: string; details: ErrorDetails };

export type Handlers<Tasks extends TaskTable<Tasks>> = {
  [Kind in keyof Tasks]: (
    task: Tasks[Kind]['task'],
    run: Run,
  ) => Tasks[Kind]['value'] | Promise<Tasks[Kind]['value']>;
};

/**
 * A worker's entry function. An error of ours is an answer. Anything else may have left the thread in an unknown state (an
 * aborted WASM module seems alive and fails later), so it is thrown outside of the task: the thread ends, and the pool
 * rejects the task and starts a new thread.
 */
export function answering<Tasks extends TaskTable<Tasks>>(handlers: Handlers<Tasks>) {
  return async function answer<Kind extends keyof Tasks>(
    request: Request<Kind, Tasks[Kind]['task']>,
  ): Promise<Answer<Tasks[Kind]['value']>> {
    try {
      return { ok: true, value: await handlers[request.kind](request.task, runOf(request)) };
    } catch (error) {
      if (error instanceof MileError)
        return { ok: false, code: error.code, message: error.message, details: error.details };
      return endThread(error);
    }
  };
}

function runOf({ deadlineAt, stopFlag, progress }: Request<unknown, unknown>): Run {
  if (stopFlag) noteBegun(stopFlag);
  if (stopFlag && isStopped(stopFlag)) throw stopped();
  return {
    deadlineAt,
    isStopped: () => stopFlag !== undefined && isStopped(stopFlag),
    tell: progress && ((text) => progress.postMessage(text)),
  };
}

/** There is nothing to show for the task. */
export function stopped(): MileError {
  return new MileError(
    'STOPPED',
    'The calculation was stopped before it could give its best match so far. Nothing was changed. Ask again and give it a little longer.',
  );
}

function endThread(error: unknown): Promise<never> {
  setImmediate(() => {
    throw error;
  });
  return new Promise(() => undefined);
}
