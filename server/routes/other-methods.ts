import type { FastifyInstance, HTTPMethods } from 'fastify';
import { MileError } from '#solver/contract/errors.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Notes the methods of every route of the API; call before routes are added. */
export function collectMethods(app: FastifyInstance): Map<string, Set<string>> {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const known = methods.get(url) ?? new Set();
    for (const name of [method].flat()) known.add(name);
    methods.set(url, known);
  });
  return methods;
}

/** Answers METHOD_NOT_ALLOWED where an address exists but not for this method. */
export function refuseOtherMethods(app: FastifyInstance, methods: Map<string, Set<string>>): void {
  for (const [url, known] of [...methods]) {
    const allowed = [...known];
    app.route({
      url,
      method: METHODS.filter((method) => !allowed.includes(String(method))),
      schema: { hide: true },
      exposeHeadRoute: false,
      config: { access: 'anyone' },
      // Before a body is read: nothing about it matters any more.
      onRequest: async (_request, reply) => {
        void reply.header('allow', allowed.join(', '));
        throw new MileError('METHOD_NOT_ALLOWED', `This address takes ${allowed.join(', ')}.`, { allowed });
      },
      handler: () => undefined,
    });
  }
}
