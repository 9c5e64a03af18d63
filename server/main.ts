import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { destination } from 'pino';
import type { Logger } from 'pino';
import { MileError } from '#solver/contract/errors.ts';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { endOnSignal } from './end-on-signal.ts';
import { openPgBossQueue } from './jobs/queue/pg-boss-queue.ts';
import { startPools } from './jobs/pools.ts';
import type { Pools } from './jobs/pools.ts';
import { createLogger, logQueueError } from './log.ts';
import { BACKUP_FOLDER } from './store/backup/kept-backups.ts';
import { openPostgresNews } from './store/postgres-news.ts';
import type { Hearing } from './store/postgres-news.ts';
import { STORE_FILE, openConfigured } from './store/store.ts';
import type { Store } from './store/store.ts';
import { setUpSecret } from './use-cases/accounts/set-up-secret.ts';
import { NightlyBackups } from './use-cases/nightly-backups.ts';

const WEB_ROOT = fileURLToPath(new URL('../web/dist', import.meta.url));
/** Lines of the log go out together: one write each costs more than to make them. A process that is killed loses those of the last moment. */
const LOG = { fd: 2, sync: false, minLength: 4_096, periodicFlush: 100 } as const;
/** Requests under way get this long to end. */
const GRACE_MS = 10_000;

interface Service {
  app: FastifyInstance;
  store: Store;
  pool: Pools;
  logger: Logger;
  backups: NightlyBackups | undefined;
}

/** Runs the service until a signal ends it. The address goes to standard output, the log to standard error. */
export async function serve(config: Config): Promise<void> {
  const logger = createLogger(destination(LOG));
  const store = await openConfigured(config);
  const pool = startPools({ onFault: (fault) => logger.error(fault, 'worker failed') });
  // Those who run PostgreSQL back it up.
  const { databaseUrl } = config;
  const storeFile = databaseUrl === undefined ? join(config.dataDir, STORE_FILE) : undefined;
  const backups =
    storeFile === undefined
      ? undefined
      : new NightlyBackups(storeFile, join(config.dataDir, BACKUP_FOLDER), logger);
  const setUpToken = await setUpSecret(store);
  const app = await buildApp({
    store,
    pool,
    logger,
    setUpToken,
    doors: config.doors,
    ...(storeFile !== undefined && { storeFile }),
    ...(databaseUrl !== undefined && {
      openNews: (hearing: Hearing) => openPostgresNews(databaseUrl, hearing),
      queue: await openPgBossQueue(databaseUrl, (error) => logQueueError(logger, error)),
    }),
    leavesLongCalculations: config.longCalculations === 'workers',
    trustedProxies: config.trustedProxies,
    ...(config.requestsPerMinute !== undefined && { requestsPerMinute: config.requestsPerMinute }),
    ...(config.metricsToken !== undefined && { metricsToken: config.metricsToken }),
    ...(config.mail && { mail: config.mail }),
    ...(config.origin !== undefined && { origin: config.origin }),
    ...(existsSync(WEB_ROOT) ? { webRoot: WEB_ROOT } : {}),
  });
  const service: Service = { app, store, pool, logger, backups };
  endOnSignal(logger, () => close(service));
  await listen(service, config);
  backups?.start();
  const { port } = app.server.address() as AddressInfo;
  const address = config.origin ?? `http://${config.host}:${port}`;
  const noAccount = config.doors !== 'always-open' && !(await store.accounts.any());
  process.stdout.write(
    `Mile Match: ${address}\n` +
      (noAccount ? `To make the first account, open ${address}/#/set-up/${setUpToken}\n` : ''),
  );
}

async function listen(service: Service, { host, port }: Config): Promise<void> {
  try {
    await service.app.listen({ host, port });
  } catch (error) {
    await close(service);
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new MileError(
      'INVALID_INPUT',
      `Port ${port} is in use by another program. End it, or set PORT to another number.`,
      { port },
    );
  }
}

/** No new requests; those under way end or are cut off; then the threads, then the store. */
async function close({ app, store, pool, backups }: Service): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
  await app.close();
  clearTimeout(timer);
  await Promise.all([pool.destroy(), backups?.close()]);
  await store.close();
}
