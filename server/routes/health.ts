import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { healthSchema } from '#solver/contract/api/cohorts.ts';
import { programVersion } from '../use-cases/versions.ts';
import { otherwise } from './bodies.ts';

export function healthRoutes(app: FastifyInstance): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/healthz',
    {
      config: { rateLimit: false },
      schema: {
        summary: 'Whether the service answers',
        tags: ['service'],
        response: { 200: healthSchema, ...otherwise },
      },
    },
    () => ({ status: 'ok' as const, version: programVersion() }),
  );
}
