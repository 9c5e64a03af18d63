import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import {
  importDoneSchema,
  importPreviewSchema,
  importRequestSchema,
  readFileSchema,
} from '#solver/contract/api/import.ts';
import type { Context } from '../use-cases/context.ts';
import { applyImport, previewImport, readImportFile } from '../use-cases/import-people.ts';
import type { ImportWatch } from '../use-cases/import-people.ts';
import { errorReply } from './errors.ts';
import { EventStream, leaving, wantsEvents } from './event-stream.ts';
import { bytesOf, keepBodiesAsBytes, otherwise, sendJsonText } from './bodies.ts';
import { uploadOf, uploadSchema } from './upload.ts';
import { doerOf } from './author.ts';

const FILE_LIMIT = 5 * 1024 * 1024;
/** A table of text as JSON is larger than its file. */
const TABLE_LIMIT = 16 * 1024 * 1024;
const EVENTS =
  'Asked with `Accept: text/event-stream` it first tells `progress` (ImportProgress), then `result` (what the plain answer holds) or `error`. Who closes the connection ends it, and nothing is written.';
const tags = ['imports'];
const params = z.strictObject({ id: recordIdSchema });

export async function importRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: FILE_LIMIT, files: 1, fields: 5, parts: 6, fieldSize: 1_000, fieldNameSize: 100 },
  });
  keepBodiesAsBytes(app);
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/cohorts/:id/imports/read',
    {
      schema: {
        summary: 'Read a CSV or XLSX file as a table of text; nothing is interpreted or kept',
        tags,
        consumes: ['multipart/form-data'],
        params,
        body: uploadSchema,
        response: { 200: readFileSchema, ...otherwise },
      },
    },
    async (request, reply) =>
      sendJsonText(
        reply,
        await readImportFile(context, request.params.id, await uploadOf(request as FastifyRequest)),
      ),
  );
  typed.post(
    '/api/cohorts/:id/imports/check',
    {
      bodyLimit: TABLE_LIMIT,
      schema: {
        summary: 'What an import would do; nothing is kept',
        description: EVENTS,
        tags,
        params,
        body: importRequestSchema,
        response: { 200: importPreviewSchema, ...otherwise },
      },
    },
    (request, reply) =>
      answerImport(request as FastifyRequest, reply, context, (watch) =>
        previewImport(context, request.params.id, bytesOf(request as FastifyRequest), watch),
      ),
  );
  typed.post(
    '/api/cohorts/:id/imports',
    {
      bodyLimit: TABLE_LIMIT,
      schema: {
        summary: 'Import people: all of it or nothing',
        description: EVENTS,
        tags,
        params,
        body: importRequestSchema,
        response: { 200: importDoneSchema, ...otherwise },
      },
    },
    (request, reply) =>
      answerImport(request as FastifyRequest, reply, context, async (watch) => {
        const by = doerOf(request);
        const body = bytesOf(request as FastifyRequest);
        return JSON.stringify(await applyImport(context, request.params.id, body, { ...watch, by }));
      }),
  );
}

/** Answers JSON in one piece, or to those who ask for events how far it is meanwhile. Who leaves ends it. */
async function answerImport(
  request: FastifyRequest,
  reply: FastifyReply,
  { logger }: Context,
  work: (watch: ImportWatch) => Promise<string>,
): Promise<void> {
  const gone = leaving(reply);
  if (!wantsEvents(request)) {
    sendJsonText(reply, await work({ gone }));
    return;
  }
  const stream = new EventStream(reply);
  try {
    stream.end('result', await work({ gone, onProgress: (progress) => stream.offer('progress', progress) }));
  } catch (error) {
    stream.end('error', JSON.stringify(errorReply(error, request.id, logger)));
  }
}
