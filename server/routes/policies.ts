import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { policySavedSchema, policySaveSchema, recordIdSchema } from '#solver/contract/api/cohorts.ts';
import type { Context } from '../use-cases/context.ts';
import { savePolicy } from '../use-cases/save-policy.ts';
import { authorOf } from './author.ts';
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
    async (request) => ({
      policyVersion: await savePolicy(context, request.params.id, request.body, authorOf(request)),
    }),
  );
}
