import { threadId } from 'node:worker_threads';
import { MileError } from '#solver/contract/errors.ts';
import { answering } from '#server/jobs/answering.ts';

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

/** Node has it; the types that the project loads do not. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array): Promise<{ instance: { exports: object } }>;
};

/** A WASM module whose one function is `unreachable`: what an engine's abort looks like. */
const TRAP = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1,
  3, 0, 0, 11,
]);

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
  async abort() {
    const { instance } = await WebAssembly.instantiate(TRAP);
    (instance.exports as { trap: () => void }).trap();
    throw new Error('the trap did not spring');
  },
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
