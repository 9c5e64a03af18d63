import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { shedLoad } from './overload.ts';
import { registerSameSite } from './same-site.ts';

/** A page of ours may load from us alone, and nobody may frame it. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

/** Headers, cross-site checks, load shedding and a limit on requests. */
export async function registerProtection(
  app: FastifyInstance,
  { requestsPerMinute, origin }: { requestsPerMinute: number; origin: string | undefined },
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Plain HTTP on the loopback address has nothing to upgrade to.
    strictTransportSecurity: origin?.startsWith('https:') ?? false,
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });
  registerSameSite(app, origin);
  await shedLoad(app);
  await app.register(rateLimit, { max: requestsPerMinute, timeWindow: '1 minute' });
}
