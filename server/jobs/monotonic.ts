const NANOSECONDS = 1_000_000;

/** Milliseconds on a clock that never steps and is the same in every thread of the process. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / NANOSECONDS;
}
