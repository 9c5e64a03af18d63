import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  cohortCreateSchema,
  cohortDetailSchema,
  cohortSummarySchema,
  recordIdSchema,
  sampleCreateSchema,
} from '#solver/contract/api/cohorts.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { createCohort } from '../use-cases/create-cohort.ts';
import { readCohort } from '../use-cases/read-cohort.ts';
import { createSampleCohort } from '../use-cases/sample-cohort.ts';
import { doerOf } from './author.ts';
import { otherwise, sendJsonText } from './bodies.ts';

const tags = ['cohorts'];

export function cohortRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/cohorts',
    {
      schema: { summary: 'All cohorts', tags, response: { 200: z.array(cohortSummarySchema), ...otherwise } },
    },
    () => context.store.cohorts.list(),
  );
  typed.post(
    '/api/cohorts',
    {
      schema: {
        summary: 'Start an empty cohort under the default policy of its programme',
        tags,
        body: cohortCreateSchema,
        response: { 201: cohortSummarySchema, ...otherwise },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createCohort(context, request.body, doerOf(request))),
  );
  typed.post(
    '/api/cohorts/sample',
    {
      schema: {
        summary: 'Start a cohort of invented people',
        tags,
        body: sampleCreateSchema,
        response: { 201: cohortSummarySchema, ...otherwise },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await createSampleCohort(context, request.body, doerOf(request))),
  );
  typed.get(
    '/api/cohorts/:id',
    {
      schema: {
        summary: 'A cohort with its people and the policy in force',
        tags,
        params: z.strictObject({ id: recordIdSchema }),
        response: { 200: cohortDetailSchema, ...otherwise },
      },
    },
    async ({ asker, blindness, params }, reply) =>
      sendJsonText(reply, await readCohort(context, params.id, viewOf(asker, blindness), blindness)),
  );
}
