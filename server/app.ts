import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { registerGuard } from './auth/guard.ts';
import type { Pools } from './jobs/pools.ts';
import { NO_PLACES } from './jobs/queue/work-queue.ts';
import type { Places, WorkQueue } from './jobs/queue/work-queue.ts';
import { accountRoutes } from './routes/accounts.ts';
import { commentRoutes } from './routes/comments.ts';
import { committeeRoutes } from './routes/committee.ts';
import { announcementRoutes } from './routes/announcements.ts';
import { checkInRoutes } from './routes/check-ins.ts';
import { cohortRoutes } from './routes/cohorts.ts';
import type { MailSettings } from './mail/mail-settings.ts';
import { Metrics } from './metrics/metrics.ts';
import { storeBytes } from './metrics/store-bytes.ts';
import { answerBrokenRequest, answerError, registerErrors } from './routes/errors.ts';
import { exploreRoutes } from './routes/explore.ts';
import { exportAllRoutes } from './routes/export-all.ts';
import { exportRoutes } from './routes/exports.ts';
import { jobFollowing } from './routes/follow-job.ts';
import { healthRoutes } from './routes/health.ts';
import { intakeRoutes } from './routes/intake.ts';
import { publicRoutes } from './routes/public.ts';
import { importRoutes } from './routes/imports.ts';
import { labRoutes } from './routes/lab.ts';
import { liveRoutes } from './routes/live.ts';
import { mailingRoutes } from './routes/mailing.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { matchSetRoutes } from './routes/match-sets.ts';
import { matchingRoutes } from './routes/matchings.ts';
import { registerOpenApi } from './routes/openapi.ts';
import { collectMethods, refuseOtherMethods } from './routes/other-methods.ts';
import { registerPage } from './routes/page.ts';
import { peopleRoutes } from './routes/people.ts';
import { policyRoutes } from './routes/policies.ts';
import { programmeRoutes } from './routes/programmes.ts';
import { registerProtection } from './routes/protection.ts';
import { problemPartRoutes, problemRoutes } from './routes/problems.ts';
import { privacyRoutes } from './routes/privacy.ts';
import { recordRoutes } from './routes/record.ts';
import { retentionRoutes } from './routes/retention.ts';
import { runRoutes } from './routes/runs.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { yearRoutes } from './routes/year.ts';
import { sweepRoutes } from './routes/sweeps.ts';
import { solveRoutes } from './routes/solve.ts';
import type { Hearing, News } from './store/postgres-news.ts';
import type { Store } from './store/store.ts';
import { createContext } from './use-cases/context.ts';
import type { Context, Doors } from './use-cases/context.ts';

export interface AppOptions {
  store: Store;
  pool: Pools;
  logger: Logger;
  /** Folder of the built web application; without it the service is the API alone. */
  webRoot?: string;
  /** From one address. The default stops runaway scripts only: everybody on this machine shares one address. */
  requestsPerMinute?: number;
  /** A request has to arrive within this time, its body included. */
  requestTimeoutMs?: number;
  /** Where other processes serve the same store: what happens there, and how they are told. */
  openNews?: (hearing: Hearing) => Promise<News>;
  /** Brings long calculations to all processes over the same store; without it this one is alone with it. */
  queue?: WorkQueue;
  /** Does this process leave long calculations to others? Then some have to be there. */
  leavesLongCalculations?: boolean;
  /** Where the store lies; its size is among the metrics. */
  storeFile?: string;
  /** A program that shows it may read /metrics. */
  metricsToken?: string;
  /** In the link that makes the first account. */
  setUpToken: string;
  /** Must people sign in? The default is for this machine alone. */
  doors?: Doors;
  /** The address under which people reach the service, where a proxy stands before it: https://match.example.org */
  origin?: string;
  /** The mail server; without it nothing is sent. */
  mail?: MailSettings;
  /** The first wait after the mail server was away. */
  mailPauseMs?: number;
  /** Addresses of proxies whose word about the asker's address is taken. */
  trustedProxies?: readonly string[];
}

const BODY_LIMIT = 256 * 1024;
const REQUESTS_PER_MINUTE = 60_000;
const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;
const IDLE_CHECK_MS = 50;

/** Puts plugins and routes together. It opens no port and owns neither store nor pool. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { store, pool, logger, webRoot, origin, requestsPerMinute = REQUESTS_PER_MINUTE } = options;
  const app = createServer(options);
  const context = createContext({
    store,
    pools: pool,
    logger,
    setUpToken: options.setUpToken,
    doors: options.doors ?? 'open-until-first-account',
    secure: origin?.startsWith('https:') ?? false,
    mail: { settings: options.mail, origin, firstPauseMs: options.mailPauseMs },
    ...(options.queue !== undefined && { queue: options.queue }),
  });
  const methods = collectMethods(app);
  registerErrors(app, logger);
  logRequests(app, logger);
  await registerProtection(app, { requestsPerMinute, origin });
  await app.register(fastifyCookie);
  registerGuard(app, context);
  await registerOpenApi(app);
  followLife(app, context, options.leavesLongCalculations ? NO_PLACES : pool.places);
  await shareNews(app, context, options.openNews);
  const { storeFile } = options;
  const metrics = new Metrics({
    loads: () => pool.loads(),
    storeBytes: () => (storeFile === undefined ? undefined : storeBytes(storeFile)),
  });
  metricsRoutes(app, metrics, options.metricsToken);
  await registerRoutes(app, context);
  refuseOtherMethods(app, methods);
  if (webRoot !== undefined) await registerPage(app, webRoot);
  return app;
}

function createServer({
  logger,
  trustedProxies = [],
  requestTimeoutMs: requestTimeout = REQUEST_TIMEOUT_MS,
}: AppOptions): FastifyInstance {
  const app = Fastify({
    // Fastify's own log quotes addresses and messages; ours has its fields listed in log.ts.
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    requestTimeout,
    http: {
      headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeout),
      connectionsCheckingInterval: 1_000,
    },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    trustProxy: [...trustedProxies],
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => answerError(error, request, reply, logger),
  });
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app as unknown as FastifyInstance;
}

function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook('onResponse', (request, reply, done) => {
    const fields = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      requestId: request.id,
    };
    logger.info(fields, 'request');
    done();
  });
}

/** Windows and workers of other processes hear of changes made here, and those here of theirs. */
async function shareNews(
  app: FastifyInstance,
  { live, jobNews, longJobs }: Context,
  openNews: AppOptions['openNews'],
): Promise<void> {
  const news = await openNews?.({
    onNews: (text) => jobNews.hearText(text) || live.hear(text),
    onGap() {
      live.endAll();
      void longJobs.lookAtOwn();
    },
  });
  if (!news) return;
  live.shareWith(news);
  jobNews.shareWith(news);
  app.addHook('onClose', () => news.close());
}

/** What goes on beside requests begins and ends with the service. */
function followLife(
  app: FastifyInstance,
  { lab, live, longJobs, mail, opinions, runs }: Context,
  places: Places,
): void {
  app.addHook('onReady', async () => {
    await longJobs.start(places);
    await lab.takeUpFormer();
    opinions.wake();
    mail.wake();
  });
  // Streams end with what they have, so that the service need not wait for them.
  app.addHook('preClose', async () => {
    runs.stopAll();
    live.endAll();
    closeIdleConnections(app.server);
  });
  app.addHook('onClose', async () => {
    await Promise.all([longJobs.close(), mail.close()]);
  });
}

/** A connection that falls idle only after the service looked for idle ones would be waited for until its keep-alive runs out. */
function closeIdleConnections(server: Server): void {
  const timer = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  server.once('close', () => clearInterval(timer));
}

async function registerRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const follow = jobFollowing(app, context.jobNews);
  healthRoutes(app);
  sessionRoutes(app, context);
  accountRoutes(app, context);
  programmeRoutes(app, context);
  publicRoutes(app, context);
  checkInRoutes(app, context);
  intakeRoutes(app, context);
  cohortRoutes(app, context);
  peopleRoutes(app, context);
  policyRoutes(app, context);
  liveRoutes(app, context);
  labRoutes(app, context, follow);
  problemRoutes(app, context, follow);
  matchingRoutes(app, context);
  exploreRoutes(app, context);
  sweepRoutes(app, context, follow);
  runRoutes(app, context);
  matchSetRoutes(app, context);
  exportRoutes(app, context);
  exportAllRoutes(app, context);
  announcementRoutes(app, context);
  yearRoutes(app, context);
  mailingRoutes(app, context);
  commentRoutes(app, context);
  committeeRoutes(app, context);
  recordRoutes(app, context);
  privacyRoutes(app, context);
  retentionRoutes(app, context);
  // Each in a scope of its own: these keep bodies as bytes, or take forms.
  await app.register(async (scope) => solveRoutes(scope, context));
  await app.register(async (scope) => importRoutes(scope, context));
  await app.register(async (scope) => problemPartRoutes(scope, context));
}
