import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { MileError } from '#solver/contract/errors.ts';
import { monotonicMs } from '../jobs/monotonic.ts';

/** Above this mean delay of a second the service sheds load instead of answering everybody late. */
const EVENT_LOOP_DELAY_MS = 500;
const SAMPLE_MS = 1_000;

/** The service as a whole is late; BUSY by itself says that one queue is full. */
export class Overloaded extends MileError {
  constructor() {
    super('BUSY', 'The service is overloaded. Try again in a few seconds.');
  }
}

/** Refuses requests while the event loop lags for longer than one sample: threads that start make one bad second, load makes more. */
export async function shedLoad(app: FastifyInstance): Promise<void> {
  const lag = new LastingLag();
  await app.register(underPressure, {
    maxEventLoopDelay: EVENT_LOOP_DELAY_MS,
    sampleInterval: SAMPLE_MS,
    async pressureHandler(_request, _reply, _type, delayMs) {
      // No sample within a second counts as an infinite delay: one long pause, which is over by now.
      if (Number.isFinite(delayMs) && lag.lasts(monotonicMs())) throw new Overloaded();
    },
  });
}

/** How long requests have met a lag, one sample after the other. */
export class LastingLag {
  #since = -Infinity;
  #last = -Infinity;

  /** A request meets a lag at `nowMs`: has there been one in the sample before as well? */
  lasts(nowMs: number): boolean {
    if (nowMs - this.#last > 2 * SAMPLE_MS) this.#since = nowMs;
    this.#last = nowMs;
    return nowMs - this.#since >= SAMPLE_MS;
  }
}
