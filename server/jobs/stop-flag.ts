/** Memory that a task's asker and its worker share: a thread that calculates reads no messages. */
export type StopFlag = Int32Array<SharedArrayBuffer>;

const STOPPED = 0;
const BEGUN = 1;

export function newStopFlag(): StopFlag {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** By the asker: the best there is, please. */
export function raise(flag: StopFlag): void {
  Atomics.store(flag, STOPPED, 1);
}

export function isStopped(flag: StopFlag): boolean {
  return Atomics.load(flag, STOPPED) === 1;
}

/** By the worker: the task waits no longer. */
export function noteBegun(flag: StopFlag): void {
  Atomics.store(flag, BEGUN, 1);
}

export function hasBegun(flag: StopFlag): boolean {
  return Atomics.load(flag, BEGUN) === 1;
}
