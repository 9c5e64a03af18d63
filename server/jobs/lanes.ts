/** How a pool's threads stand beside those of other pools. */
export interface Lane {
  /**
   * Threads that stay without work, as far as the pool may have so many. With none, a task that waits behind one that is ended at its deadline is never picked up
   * (piscina 5.3).
   */
  readonly minThreads: number;
  /** A thread above those ends after this long without work, in milliseconds. Loading the engines again costs about 0.1 s. */
  readonly idleMs: number;
  /** By how much its threads give way to others; 0 for not at all. */
  readonly nice: number;
  /** More than a pool's usual number may wait where the last has its turn within this time; 0 for never. */
  readonly maxWaitMs: number;
}

const IDLE_MS = 300_000;
/** Linux has it for each thread; elsewhere it would slow down the whole service. */
const NICE = process.platform === 'linux' ? 10 : 0;

/**
 * Somebody waits with a hand on a control, so a second thread is warm: where one fails, or is held up, the next question need not wait until another has started.
 * Two seconds are better than a refusal: whoever is refused asks again, and to refuse takes the time that answers need,
 * so that a short line under load refuses ever more.
 */
export const PROMPT: Lane = { minThreads: 2, idleMs: IDLE_MS, nice: 0, maxWaitMs: 2_000 };
/** Files: what waits may hold megabytes. */
export const FILES: Lane = { ...PROMPT, minThreads: 1, maxWaitMs: 0 };
/** Somebody reads the answer whenever it comes: it must not hold up those who wait. */
export const PATIENT: Lane = { minThreads: 1, idleMs: IDLE_MS, nice: NICE, maxWaitMs: 0 };
/** Nobody waits: the thread starts with a task and ends soon after. For callers that send one task at a time. */
export const BACKGROUND: Lane = { minThreads: 0, idleMs: 5_000, nice: NICE, maxWaitMs: 0 };
