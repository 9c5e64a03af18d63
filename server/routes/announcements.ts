import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  ANNOUNCE_FILES,
  announcementSaveSchema,
  announcementSchema,
} from '#solver/contract/api/announcement.ts';
import type { AnnounceFile } from '#solver/contract/api/announcement.ts';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { announceFile, readAnnouncement, saveAnnouncement } from '../use-cases/announce.ts';
import type { Context } from '../use-cases/context.ts';
import { doerOf } from './author.ts';
import { otherwise, sendDownload } from './bodies.ts';

const tags = ['announcement'];
const params = z.strictObject({ id: recordIdSchema });

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

/** What follows a published match. */
export function announcementRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: announcementSchema, ...otherwise };
  typed.get(
    '/api/cohorts/:id/announcement',
    {
      schema: { summary: 'Letters of the newest published version, and their dates', tags, params, response },
    },
    (request) => readAnnouncement(context, request.params.id),
  );
  typed.put(
    '/api/cohorts/:id/announcement',
    {
      schema: { summary: 'Save letters and dates', tags, params, body: announcementSaveSchema, response },
    },
    (request) => saveAnnouncement(context, request.params.id, request.body, doerOf(request)),
  );
  for (const [file, summary] of Object.entries(ANNOUNCE_FILES) as [AnnounceFile, string][]) {
    const type = MEDIA_TYPES[file.split('.')[1] ?? ''] ?? 'application/octet-stream';
    const content = { [type]: { schema: z.file() } };
    typed.get(
      `/api/cohorts/:id/announcement/${file}`,
      {
        schema: {
          summary,
          tags,
          params,
          response: { 200: { description: 'The file', content }, ...otherwise },
        },
      },
      async (request, reply) => {
        const bytes = await announceFile(context, request.params.id, file);
        return sendDownload(reply, bytes, { name: file, type });
      },
    );
  }
}
