import { sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Built assets carry a hash of their content in their name. */
const FOREVER = 'public, max-age=31536000, immutable';

/** The web application, as it was built. */
export async function registerPage(app: FastifyInstance, webRoot: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webRoot,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders(reply, path) {
      const asset = path.includes(`${sep}assets${sep}`);
      reply.header('cache-control', asset ? FOREVER : 'no-cache');
    },
  });
}
