import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MileError } from '#solver/contract/errors.ts';
import type { Context } from '../use-cases/context.ts';
import { whoAsks } from '../use-cases/accounts/who-asks.ts';
import type { Asker } from '../use-cases/accounts/who-asks.ts';
import { ROUTE_ACCESS, reaches } from './access.ts';
import type { Access } from './access.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; known before a body is read. */
    asker: Asker;
  }
  interface FastifyContextConfig {
    /** Of routes that only refuse, and so are not in the table. */
    access?: 'anyone';
  }
}

/** Lets every request through the one table. Call before routes are added: a route that is not in the table throws. */
export function registerGuard(app: FastifyInstance, context: Context): void {
  app.decorateRequest('asker');
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined) for (const name of [method].flat()) accessOf(name, url);
  });
  app.addHook('onRequest', async (request) => {
    const { url, config } = request.routeOptions;
    request.asker = await whoAsks(context, context.cookie.read(request));
    if (url === undefined || config.access === 'anyone') return;
    refuse(request, accessOf(request.method, url));
  });
}

/** HEAD is a GET without its body. */
function accessOf(method: string, url: string): Access {
  const key = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  const access = ROUTE_ACCESS[key];
  if (access === undefined) throw new Error(`${key} is not in server/auth/access.ts: say who may use it.`);
  return access;
}

function refuse({ asker }: FastifyRequest, access: Access): void {
  if (access === 'anyone' || asker.state === 'open') return;
  if (asker.state === 'closed')
    throw new MileError('SIGN_IN_NEEDED', 'Sign in first: you are not signed in, or your session has ended.');
  if (!reaches(asker.account.role, access))
    throw new MileError(
      'NOT_PERMITTED',
      `Your role is "${asker.account.role}"; this takes "${access}". Ask an owner of this service.`,
      { role: asker.account.role, needed: access },
    );
}
