import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { robustnessSweepRequestSchema, robustnessSweepSchema } from '#solver/contract/api/sweeps.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import {
  readRobustnessSweep,
  startRobustnessSweep,
  stopRobustnessSweep,
} from '../use-cases/sweeps/robustness-sweeps.ts';
import { POLICY_BODY_LIMIT, otherwise } from './bodies.ts';

const tags = ['questions'];
const params = z.strictObject({ id: recordIdSchema });
const sweepParams = z.strictObject({ id: recordIdSchema, sweep: recordIdSchema });

export function sweepRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/cohorts/:id/sweeps/robustness',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary: 'Begin to try thousands of slightly other weights',
        description:
          'The same question as `explore/robustness`, without its limit of time: it goes on by itself, on every worker process there is, and through ' +
          'restarts. It fails with STALE_VERSION where the people change meanwhile.',
        tags,
        params,
        body: robustnessSweepRequestSchema,
        response: { 201: robustnessSweepSchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const view = viewOf(request.asker, request.blindness);
      return reply.code(201).send(await startRobustnessSweep(context, request.params.id, request.body, view));
    },
  );
  typed.get(
    '/api/cohorts/:id/sweeps/robustness/:sweep',
    {
      schema: {
        summary: 'A sweep as far as it is, with the time that is left and the answer so far',
        tags,
        params: sweepParams,
        response: { 200: robustnessSweepSchema, ...otherwise },
      },
    },
    ({ params: { id, sweep } }) => readRobustnessSweep(context, id, sweep),
  );
  typed.post(
    '/api/cohorts/:id/sweeps/robustness/:sweep/stop',
    {
      schema: {
        summary: 'Stop a sweep: it ends with what there is',
        tags,
        params: sweepParams,
        response: { 202: sweepParams, ...otherwise },
      },
    },
    async (request, reply) => {
      const { id, sweep } = request.params;
      await stopRobustnessSweep(context, id, sweep);
      return reply.code(202).send(request.params);
    },
  );
}
