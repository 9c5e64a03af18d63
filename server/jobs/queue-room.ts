/** However fast its tasks are, a queue holds memory for each. */
const MOST_WAITING = 200;
/** How much of a new figure enters the mean. */
const SHARE = 1 / 8;

/**
 * Who may wait: a few in any case, and more as long as the last in line would have its turn soon. Fifty what-ifs of two milliseconds may; fifty
 * searches of a second are better told at once to come back. How long a task takes is a running mean; before the first it is unknown, thus long.
 */
export class QueueRoom {
  readonly #always: number;
  readonly #maxWaitMs: number;
  #msPerTask = Infinity;
  #lastEndMs = -Infinity;

  /** `always`: so many may wait whatever it takes. Beyond them one may whose turn comes within `maxWaitMs`. */
  constructor(always: number, maxWaitMs: number) {
    this.#always = always;
    this.#maxWaitMs = maxWaitMs;
  }

  /** May one more wait behind `waiting` others? */
  hasRoom(waiting: number): boolean {
    if (waiting < this.#always) return true;
    return waiting < MOST_WAITING && (waiting + 1) * this.#msPerTask <= this.#maxWaitMs;
  }

  /** A task that was asked for at `askedMs` has ended: since then, or since the end before, one place was worked on. */
  ended(askedMs: number, nowMs: number): void {
    const ms = nowMs - Math.max(askedMs, this.#lastEndMs);
    this.#lastEndMs = nowMs;
    this.#msPerTask = this.#msPerTask === Infinity ? ms : this.#msPerTask + SHARE * (ms - this.#msPerTask);
  }
}
