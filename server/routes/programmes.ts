import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { programmeSummarySchema } from '#solver/contract/api/cohorts.ts';
import { slugSchema } from '#solver/contract/identifier.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import { listProgrammes, readProgramme } from '../use-cases/read-programme.ts';
import { otherwise } from './bodies.ts';

export function programmeRoutes(app: FastifyInstance): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/programmes',
    {
      schema: {
        summary: 'The programmes that this service knows',
        tags: ['programmes'],
        response: { 200: z.array(programmeSummarySchema), ...otherwise },
      },
    },
    () => listProgrammes(),
  );
  typed.get(
    '/api/programmes/:id',
    {
      schema: {
        summary: 'The forms, lists, regions and default policy of a programme; postcodes are left out',
        tags: ['programmes'],
        params: z.strictObject({ id: slugSchema }),
        response: { 200: programmeSchema, ...otherwise },
      },
    },
    (request) => readProgramme(request.params.id),
  );
}
