import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { cohortSummarySchema, recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { labCohortRequestSchema, labRunRequestSchema, labRunSchema } from '#solver/contract/api/lab.ts';
import type { Context } from '../use-cases/context.ts';
import { openAsCohort } from '../use-cases/lab/open-as-cohort.ts';
import { doerOf } from './author.ts';
import { otherwise } from './bodies.ts';
import { FOLLOWED } from './follow-job.ts';
import type { FollowJob } from './follow-job.ts';

const tags = ['lab'];
const params = z.strictObject({ id: recordIdSchema });

export function labRoutes(app: FastifyInstance, context: Context, follow: FollowJob): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const { lab } = context;
  typed.get(
    '/api/lab/runs',
    {
      schema: {
        summary: 'Figures taken on simulated cohorts, newest first',
        tags,
        response: { 200: z.array(labRunSchema), ...otherwise },
      },
    },
    () => lab.list(),
  );
  typed.post(
    '/api/lab/runs',
    {
      schema: {
        summary: 'Measure simulated cohorts of these sizes on these engines, one after the other',
        description:
          'Runs wait for each other and give way to what-ifs. 413 where a size would not fit into the memory that is left.',
        tags,
        body: labRunRequestSchema,
        response: { 201: labRunSchema, ...otherwise },
      },
    },
    async (request, reply) => reply.code(201).send(await lab.start(request.body)),
  );
  typed.get(
    '/api/lab/runs/:id',
    {
      schema: {
        summary: 'A run as far as it is',
        description: FOLLOWED,
        tags,
        params,
        response: { 200: labRunSchema, ...otherwise },
      },
    },
    (request, reply) => {
      const { id } = request.params;
      return follow(request as FastifyRequest, reply, id, () => lab.read(id));
    },
  );
  typed.post(
    '/api/lab/runs/:id/stop',
    {
      schema: {
        summary: 'Stop a run: it ends with what is measured',
        tags,
        params,
        response: { 202: params, ...otherwise },
      },
    },
    async (request, reply) => {
      await lab.stop(request.params.id);
      return reply.code(202).send(request.params);
    },
  );
  typed.post(
    '/api/lab/cohorts',
    {
      schema: {
        summary: 'Open a simulated cohort on the Bench, as a cohort of its own',
        tags,
        body: labCohortRequestSchema,
        response: { 201: cohortSummarySchema, ...otherwise },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await openAsCohort(context, request.body, doerOf(request))),
  );
}
