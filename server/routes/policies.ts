import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { policySavedSchema, policySaveSchema, recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { viewOf } from '../auth/view.ts';
import { refuseForeignSight } from '../use-cases/views/refuse-foreign-sight.ts';
import type { Context } from '../use-cases/context.ts';
import { savePolicy } from '../use-cases/save-policy.ts';
import { doerOf } from './author.ts';
import { POLICY_BODY_LIMIT, otherwise } from './bodies.ts';

export function policyRoutes(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().put(
    '/api/cohorts/:id/policy',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary: 'Put a policy in force; 409 where somebody else has saved since',
        tags: ['cohorts'],
        params: z.strictObject({ id: recordIdSchema }),
        body: policySaveSchema,
        response: { 200: policySavedSchema, ...otherwise },
      },
    },
    async (request) => {
      const { asker, blindness, params, body } = request;
      await refuseForeignSight(context.store, viewOf(asker, blindness), params.id, body.policy);
      return { policyVersion: await savePolicy(context, params.id, body, doerOf(request)) };
    },
  );
}
