import { monotonicMs } from '../../monotonic.ts';

const BETWEEN_LOOKS_MS = 50;

/** The most memory that this thread was seen to hold: its heap, and what lies outside of it, such as typed arrays and engines. */
export class PeakMemory {
  bytes = 0;
  #lookedAt = 0;

  look(): void {
    const { heapUsed, external } = process.memoryUsage();
    this.bytes = Math.max(this.bytes, heapUsed + external);
    this.#lookedAt = monotonicMs();
  }

  /** For loops: cheap, unless some time has passed since the last look. */
  lookNowAndThen(): void {
    if (monotonicMs() - this.#lookedAt > BETWEEN_LOOKS_MS) this.look();
  }
}
