import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { exportRequestSchema, recordIdSchema } from '#solver/contract/api/cohorts.ts';
import type { TableFormat } from '../jobs/file-tasks.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { exportMatching, exportMatchSet } from '../use-cases/export-match.ts';
import { POLICY_BODY_LIMIT, otherwise, sendDownload } from './bodies.ts';

const MEDIA_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const tags = ['downloads'];
const params = z.strictObject({ id: recordIdSchema });

export function exportRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/cohorts/:id/exports',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary: 'The best match under this policy as a file',
        tags,
        params,
        body: exportRequestSchema,
        response: { 200: { description: 'The file', content: contentOf(['csv', 'xlsx']) }, ...otherwise },
      },
    },
    async (request, reply) => {
      const { format } = request.body;
      const view = viewOf(request.asker, request.blindness);
      const bytes = await exportMatching(context, { cohortId: request.params.id, ...request.body, view });
      return sendFile(reply, bytes, format);
    },
  );
  for (const format of ['csv', 'xlsx'] as const) {
    typed.get(
      `/api/match-sets/:id/export.${format}`,
      {
        schema: {
          summary: `A match set as ${format.toUpperCase()}`,
          tags,
          params,
          response: { 200: { description: 'The file', content: contentOf([format]) }, ...otherwise },
        },
      },
      async (request, reply) => {
        const view = viewOf(request.asker, request.blindness);
        return sendFile(reply, await exportMatchSet(context, request.params.id, { format, view }), format);
      },
    );
  }
}

function contentOf(formats: readonly TableFormat[]): Record<string, { schema: z.ZodType }> {
  return Object.fromEntries(formats.map((format) => [MEDIA_TYPES[format], { schema: z.file() }]));
}

function sendFile(reply: FastifyReply, bytes: Uint8Array, format: TableFormat): FastifyReply {
  return sendDownload(reply, bytes, { name: `match.${format}`, type: MEDIA_TYPES[format] });
}
