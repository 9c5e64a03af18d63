import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Metrics } from '../metrics/metrics.ts';
import { otherwise } from './bodies.ts';

/** Figures for a machine that watches. Who shows `token` needs no account. */
export function metricsRoutes(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.answered({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
    done();
  });
  app.addHook('onClose', async () => metrics.close());
  app.get(
    '/metrics',
    {
      config: { token },
      schema: {
        summary: 'Counts, times and sizes in the form of Prometheus, nothing about people',
        tags: ['service'],
        response: {
          200: { description: 'The figures', content: { 'text/plain': { schema: z.string() } } },
          ...otherwise,
        },
      },
    },
    async (_request, reply) => {
      // As text that no serializer quotes.
      return reply
        .type(metrics.contentType)
        .serializer(String)
        .send(await metrics.text());
    },
  );
}
