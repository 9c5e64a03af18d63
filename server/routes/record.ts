import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import {
  recordCheckQuerySchema,
  recordCheckSchema,
  recordPageSchema,
  recordQuerySchema,
} from '#solver/contract/api/record.ts';
import type { Context } from '../use-cases/context.ts';
import { checkRecord } from '../use-cases/record/check-record.ts';
import { readHead } from '../use-cases/record/printed-head.ts';
import { readRecordOfCohort, readWholeRecord } from '../use-cases/record/read-record.ts';
import { otherwise } from './bodies.ts';

const tags = ['record'];

/** Who did what, when and why. */
export function recordRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: recordPageSchema, ...otherwise };
  typed.get(
    '/api/cohorts/:id/record',
    {
      schema: {
        summary: 'Who did what in a cohort, newest first',
        tags,
        params: z.strictObject({ id: recordIdSchema }),
        querystring: recordQuerySchema,
        response,
      },
    },
    ({ params, query }) => readRecordOfCohort(context, params.id, query),
  );
  typed.get(
    '/api/record',
    {
      schema: {
        summary: 'Who did what in all cohorts and with the accounts, newest first',
        tags,
        querystring: recordQuerySchema,
        response,
      },
    },
    ({ query }) => readWholeRecord(context, query),
  );
  typed.get(
    '/api/record/verification',
    {
      schema: {
        summary: 'Reckon the whole chain anew; `printed` is a head that a file told, as number:hash',
        tags,
        querystring: recordCheckQuerySchema,
        response: { 200: recordCheckSchema, ...otherwise },
      },
    },
    ({ query }) => checkRecord(context.store, readHead(query.printed)),
  );
}
