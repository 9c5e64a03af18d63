import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { runStopSchema } from '#solver/contract/api/cohorts.ts';
import type { Context } from '../use-cases/context.ts';
import { otherwise } from './bodies.ts';

export function runRoutes(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/runs/:id/stop',
    {
      schema: {
        summary: 'Stop a search that is told as events: its last event brings the best match so far',
        tags: ['matching'],
        params: runStopSchema,
        response: { 202: runStopSchema, ...otherwise },
      },
    },
    async (request, reply) => {
      context.runs.stop(request.params.id);
      return reply.code(202).send(request.params);
    },
  );
}
