import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MileError } from '#solver/contract/errors.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Pages of other sites may not make this service write, and may not read it through a name of their own that points here
 * (DNS rebinding). Throws CROSS_SITE_REQUEST or HOST_NOT_ALLOWED.
 */
export function registerSameSite(app: FastifyInstance, origin: string | undefined): void {
  const names = new Set(OWN_NAMES);
  if (origin !== undefined) names.add(new URL(origin).hostname);
  app.addHook('onRequest', (request, _reply, done) => {
    refuseForeignName(request, names);
    if (!READING.has(request.method)) refuseCrossSite(request);
    done();
  });
}

function refuseForeignName({ headers }: FastifyRequest, names: ReadonlySet<string>): void {
  const name = hostName(`http://${headers.host ?? ''}`);
  if (name !== undefined && names.has(name)) return;
  throw new MileError(
    'HOST_NOT_ALLOWED',
    `This service answers to the names ${[...names].join(', ')} only. Open it by one of these; ORIGIN adds the public one.`,
  );
}

function refuseCrossSite({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  const foreign = site === 'cross-site' || site === 'same-site';
  const { origin } = headers;
  if (!foreign && (origin === undefined || hostOf(origin) === headers.host)) return;
  throw new MileError(
    'CROSS_SITE_REQUEST',
    'The request comes from a page of another site, so nothing was changed. Open this service itself and try there.',
  );
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}

function hostName(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
