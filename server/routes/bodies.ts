import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { errorReplySchema } from '#solver/contract/api/cohorts.ts';
import { MileError } from '#solver/contract/errors.ts';

/** A policy may carry thousands of pins and forbids, of about 70 bytes each. */
export const POLICY_BODY_LIMIT = 1024 * 1024;

/** Every other status carries an error. */
export const otherwise = { default: errorReplySchema } as const;

/**
 * Large JSON is not parsed on the main thread: within this scope a body stays bytes, for a worker to parse and validate. Its
 * schema in a route serves the description.
 */
export function keepBodiesAsBytes(scope: FastifyInstance): void {
  scope.setValidatorCompiler<z.ZodType>((route) =>
    route.httpPart === 'body' ? (data) => ({ value: data }) : validatorCompiler(route),
  );
  scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
}

/** The bytes of JSON that was kept. Throws INVALID_JSON where there is none. */
export function bytesOf(request: FastifyRequest): Uint8Array {
  const kept = keptBody(request);
  if (kept) return kept;
  throw new MileError('INVALID_JSON', 'The request has no body. Send application/json.');
}

/** The bytes of what need not be JSON by itself. Throws INVALID_INPUT where there is no body. */
export function partOf(request: FastifyRequest): Uint8Array {
  const kept = keptBody(request);
  if (kept) return kept;
  throw new MileError(
    'INVALID_INPUT',
    'The request has no body. Send the bytes of this part of the file, as they stand in it, as application/octet-stream.',
  );
}

function keptBody({ body }: FastifyRequest): Uint8Array | undefined {
  return body instanceof Uint8Array ? body : undefined;
}

/** Sends text that is JSON already: from a worker that validated it, or from validated parts of the store. It is not parsed again. */
export function sendJsonText(reply: FastifyReply, json: string): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(json);
}

/** Sends a file for the reader to keep, also one that is still being made. */
export function sendDownload(
  reply: FastifyReply,
  content: Uint8Array | Readable,
  { name, type }: { name: string; type: string },
): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(
      content instanceof Uint8Array
        ? Buffer.from(content.buffer, content.byteOffset, content.byteLength)
        : content,
    );
}
