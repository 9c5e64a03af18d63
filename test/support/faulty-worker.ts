import { threadId } from 'node:worker_threads';
import { MileError } from '#solver/contract/errors.ts';
import { answering } from '#server/jobs/answering.ts';
import { springTrap } from './wasm-trap.ts';

/** Tasks that go wrong in every way a worker can, beside one that goes right. */
export interface FaultyTasks {
  echo: { task: { text: string }; value: string };
  refuse: { task: { value: number }; value: never };
  throw: { task: { secret: string }; value: never };
  reject: { task: { secret: string }; value: never };
  exit: { task: object; value: never };
  loop: { task: object; value: never };
  memory: { task: object; value: never };
  abort: { task: object; value: never };
  /** Waits until the shared cell is no longer 0. */
  wait: { task: { cell: SharedArrayBuffer }; value: string };
  /** Tells `steps` times that it has found something better, then looks on until it is stopped. */
  search: { task: { steps: number }; value: { best: string; thread: number } };
  /** Says that it has begun, and hears nothing after that. */
  deaf: { task: object; value: never };
  whoami: { task: object; value: number };
}

export default answering<FaultyTasks>({
  echo: ({ text }) => text,
  refuse({ value }) {
    throw new MileError('TOO_LARGE_TO_STAY_EXACT', `${value} is too large.`, { value });
  },
  throw({ secret }) {
    throw new TypeError(`cannot read ${secret}`);
  },
  async reject({ secret }) {
    return Promise.reject(new RangeError(`out of range: ${secret}`));
  },
  exit: () => process.exit(3),
  loop() {
    for (;;);
  },
  memory() {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => index + 0.5));
  },
  abort: springTrap,
  wait({ cell }) {
    Atomics.wait(new Int32Array(cell), 0, 0);
    return 'released';
  },
  search({ steps }, { tell, isStopped }) {
    for (let step = 1; step <= steps; step += 1) tell?.(`step ${step}`);
    while (!isStopped());
    tell?.('the last one');
    return { best: 'the last one', thread: threadId };
  },
  deaf(_, { tell }) {
    tell?.('begun');
    for (;;);
  },
  whoami: () => threadId,
});
