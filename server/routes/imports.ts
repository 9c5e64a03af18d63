import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
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
import { bytesOf, keepBodiesAsBytes, otherwise, sendJsonText } from './bodies.ts';
import { uploadOf, uploadSchema } from './upload.ts';
import { authorOf } from './author.ts';

const FILE_LIMIT = 5 * 1024 * 1024;
/** A table of text as JSON is larger than its file. */
const TABLE_LIMIT = 16 * 1024 * 1024;
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
        tags,
        params,
        body: importRequestSchema,
        response: { 200: importPreviewSchema, ...otherwise },
      },
    },
    async (request, reply) =>
      sendJsonText(
        reply,
        await previewImport(context, request.params.id, bytesOf(request as FastifyRequest)),
      ),
  );
  typed.post(
    '/api/cohorts/:id/imports',
    {
      bodyLimit: TABLE_LIMIT,
      schema: {
        summary: 'Import people: all of it or nothing',
        tags,
        params,
        body: importRequestSchema,
        response: { 200: importDoneSchema, ...otherwise },
      },
    },
    (request) =>
      applyImport(
        context,
        request.params.id,
        bytesOf(request as FastifyRequest),
        authorOf(request as FastifyRequest),
      ),
  );
}
