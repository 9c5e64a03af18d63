import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { engineNameSchema, outcomeSchema } from '#solver/contract/outcome.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import type { Context } from '../use-cases/context.ts';
import { solveProblem } from '../use-cases/solve-problem.ts';
import { bytesOf, keepBodiesAsBytes, otherwise, sendJsonText } from './bodies.ts';

const BODY_LIMIT = 64 * 1024 * 1024;

export function solveRoutes(app: FastifyInstance, context: Context): void {
  keepBodiesAsBytes(app);
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/solve',
    {
      bodyLimit: BODY_LIMIT,
      schema: {
        summary: 'Solve a problem file; nothing is kept',
        tags: ['solver'],
        querystring: z.strictObject({ engine: engineNameSchema.default('auto') }),
        body: problemSchema,
        response: { 200: outcomeSchema, ...otherwise },
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await solveProblem(context, bytesOf(request), request.query.engine)),
  );
}
