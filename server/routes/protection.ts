import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { shedLoad } from './overload.ts';
import { registerSameSite } from './same-site.ts';
import { securityHeaders } from './security-headers.ts';

/** Headers, cross-site checks, load shedding and a limit on requests. */
export async function registerProtection(
  app: FastifyInstance,
  { requestsPerMinute, origin }: { requestsPerMinute: number; origin: string | undefined },
): Promise<void> {
  const headers = securityHeaders(origin?.startsWith('https:') ?? false);
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
  registerSameSite(app, origin);
  await shedLoad(app);
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: networkOf,
  });
}

/** What counts as one address. To find out whether it is IPv6 takes the plugin longer than all else that it does. */
function networkOf({ ip }: FastifyRequest): string {
  return ip.includes(':') ? normalizeIP(ip) : ip;
}
