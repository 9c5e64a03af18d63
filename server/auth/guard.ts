import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MileError } from '#solver/contract/errors.ts';
import type { Blindness } from '#solver/contract/api/cohorts.ts';
import type { Context } from '../use-cases/context.ts';
import { whoAsks } from '../use-cases/accounts/who-asks.ts';
import type { Asker } from '../use-cases/accounts/who-asks.ts';
import { BLIND_ROUTES, ROUTE_ACCESS, reaches } from './access.ts';
import type { Access } from './access.ts';
import { showsToken } from './shown-token.ts';
import { blindnessOf, viewOf } from './view.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; known before a body is read. */
    asker: Asker;
    /** Is the cohort that a request is about looked at without names? False on both counts where it is about none. */
    blindness: Blindness;
  }
  interface FastifyContextConfig {
    /** Of routes that only refuse, and so are not in the table. */
    access?: 'anyone';
    /** A program that shows it needs no account for this route. */
    token?: string | undefined;
  }
}

/** Lets every request through the one table. Call before routes are added: a route that is not in the table throws. */
export function registerGuard(app: FastifyInstance, context: Context): void {
  app.decorateRequest('asker');
  app.decorateRequest('blindness');
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.access === undefined) for (const name of [method].flat()) accessOf(name, url);
  });
  app.addHook('onRequest', async (request) => {
    const { url, config } = request.routeOptions;
    request.blindness = SIGHTED;
    request.asker = await whoAsks(context, context.cookie.read(request));
    if (url === undefined || config.access === 'anyone') return;
    if (config.token !== undefined && showsToken(request.headers.authorization, config.token)) return;
    const access = accessOf(request.method, url);
    refuse(request, access);
    const cohortId = access === 'anyone' ? undefined : await cohortOf(context, request, url);
    if (cohortId === undefined) return;
    request.blindness = await blindnessOf(context.store, request.asker, cohortId);
    refuseNames(request, url);
  });
}

const SIGHTED: Blindness = { cohort: false, yours: false };

/** The cohort that a request is about. */
async function cohortOf(
  { store }: Context,
  { params }: FastifyRequest,
  url: string,
): Promise<string | undefined> {
  const { id } = params as { id?: string };
  if (id === undefined) return undefined;
  if (url.startsWith('/api/match-sets/')) return store.matchSets.cohortOf(id);
  return url.startsWith('/api/cohorts/') ? id : undefined;
}

function refuseNames({ asker, blindness, method }: FastifyRequest, url: string): void {
  if (!viewOf(asker, blindness).isBlind || BLIND_ROUTES.has(keyOf(method, url))) return;
  throw new MileError(
    'BLIND_REVIEW',
    'This cohort is reviewed blindly, and this would tell names. End the blind review first: your own on the Applications screen, that of all by an owner.',
  );
}

/** HEAD is a GET without its body. */
function keyOf(method: string, url: string): string {
  return `${method === 'HEAD' ? 'GET' : method} ${url}`;
}

function accessOf(method: string, url: string): Access {
  const key = keyOf(method, url);
  const access = ROUTE_ACCESS[key];
  if (access === undefined) throw new Error(`${key} is not in server/auth/access.ts: say who may use it.`);
  return access;
}

function refuse({ asker, headers }: FastifyRequest, access: Access): void {
  if (access === 'anyone' || asker.state === 'open') return;
  if (asker.state === 'closed')
    throw new MileError('SIGN_IN_NEEDED', 'Sign in first: you are not signed in, or your session has ended.');
  refuseInAnothersName(asker.account.id, headers['x-mile-account']);
  if (!reaches(asker.account.role, access))
    throw new MileError(
      'NOT_PERMITTED',
      `Your role is "${asker.account.role}"; this takes "${access}". Ask an owner of this service.`,
      { role: asker.account.role, needed: access },
    );
}

/** All windows of a browser share its session: one that somebody signed out of, or was signed out of, would act for whoever signed in next. */
function refuseInAnothersName(signedIn: string, meant: string | string[] | undefined): void {
  if (meant === undefined || meant === signedIn) return;
  throw new MileError(
    'SOMEBODY_ELSE',
    'Somebody else has signed in in this browser since this window was opened. Nothing was changed: open the page anew.',
  );
}
