import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { ErrorReply } from '#solver/contract/api/cohorts.ts';
import { MileError } from '#solver/contract/errors.ts';
import { errorFields } from '../log.ts';
import { asMileError } from './as-mile-error.ts';
import { ERROR_STATUS } from './error-status.ts';
import { Overloaded } from './overload.ts';

const RETRY_AFTER_SECONDS = 2;

/** Every error leaves in one form: `{ error: { code, message, details, requestId } }`. */
export function registerErrors(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, logger));
  app.setNotFoundHandler((request, reply) =>
    answerError(new MileError('NOT_FOUND', 'There is nothing at this address.'), request, reply, logger),
  );
}

export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): FastifyReply {
  const body = errorReply(error, request.id, logger);
  const status = statusOf(error);
  if (status === 429 || status === 503)
    void reply.header('retry-after', body.error.details.retryAfterSeconds ?? RETRY_AFTER_SECONDS);
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

/** What a caller is told of an error; what went wrong on our side is logged. */
export function errorReply(error: unknown, requestId: string, logger: Logger): ErrorReply {
  if (statusOf(error) >= 500) logger.error({ ...errorFields(error), requestId }, 'request failed');
  return toReply(asMileError(error), requestId);
}

function statusOf(error: unknown): number {
  return error instanceof Overloaded ? 503 : ERROR_STATUS[asMileError(error).code];
}

function toReply({ code, message, details }: MileError, requestId: string): ErrorReply {
  return { error: { code, message, details, requestId } };
}

/** What never became a request: broken or too slow HTTP. The socket is all there is to answer on. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const slow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const known = slow
    ? new MileError('REQUEST_TIMEOUT', 'The request did not arrive in time. Send it again.')
    : new MileError('INVALID_INPUT', 'The request is not HTTP, or its head is too long.');
  const body = JSON.stringify(toReply(known, 'none'));
  const status = slow ? '408 Request Timeout' : '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
