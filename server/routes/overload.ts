import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { MileError } from '#solver/contract/errors.ts';

/** Above this mean delay of a second the service sheds load instead of answering everybody late. */
const EVENT_LOOP_DELAY_MS = 500;

/** The service as a whole is late; BUSY by itself says that one queue is full. */
export class Overloaded extends MileError {
  constructor() {
    super('BUSY', 'The service is overloaded. Try again in a few seconds.');
  }
}

/** Refuses requests while the event loop lags. */
export async function shedLoad(app: FastifyInstance): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: EVENT_LOOP_DELAY_MS,
    async pressureHandler(_request, _reply, _type, delayMs) {
      // No sample within a second counts as an infinite delay: one long pause, as at the start, which is over by now.
      if (Number.isFinite(delayMs)) throw new Overloaded();
    },
  });
}
