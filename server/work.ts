import { availableParallelism } from 'node:os';
import { destination } from 'pino';
import { MileError } from '#solver/contract/errors.ts';
import type { Config } from './config.ts';
import { endOnSignal } from './end-on-signal.ts';
import { startWorkPools } from './jobs/pools.ts';
import { openPgBossQueue } from './jobs/queue/pg-boss-queue.ts';
import { WORKER_NAME } from './jobs/worker-name.ts';
import { createLogger, logQueueError } from './log.ts';
import { openPostgresNews } from './store/postgres-news.ts';
import { openPostgresStore } from './store/store.ts';
import { CohortSnapshots } from './use-cases/cohort-snapshots.ts';
import { JobNews } from './use-cases/long-jobs/job-news.ts';
import { kindsOfJobs } from './use-cases/long-jobs/kinds.ts';
import { LongJobs } from './use-cases/long-jobs/long-jobs.ts';

const STANDARD_ERROR = 2;

/**
 * Runs a process that does long calculations and nothing else, until a signal ends it: then what it has in hand is handed back. `threads` parts of sweeps are
 * solved at once. Throws INVALID_INPUT without a database, and what opening the store throws.
 */
export async function work({ databaseUrl }: Config, threads = availableParallelism()): Promise<void> {
  if (databaseUrl === undefined) throw noDatabase();
  const logger = createLogger(destination({ fd: STANDARD_ERROR, sync: false }));
  const store = await openPostgresStore(databaseUrl);
  const queue = await openPgBossQueue(databaseUrl, (error) => logQueueError(logger, error));
  const pools = startWorkPools({
    sweepThreads: threads,
    onFault: (fault) => logger.error(fault, 'worker failed'),
  });
  const jobNews = new JobNews();
  // Nobody waits for an answer of this process.
  const kinds = kindsOfJobs({
    store,
    snapshots: new CohortSnapshots(store),
    pools,
    logger,
    whenIdle: () => Promise.resolve(),
  });
  const longJobs = new LongJobs({ store, queue, news: jobNews, logger }, kinds);
  const news = await openPostgresNews(databaseUrl, {
    onNews: (text) => void jobNews.hearText(text),
    onGap: () => void longJobs.lookAtOwn(),
  });
  jobNews.shareWith(news);
  endOnSignal(logger, async () => {
    await longJobs.close();
    await Promise.all([news.close(), pools.destroy()]);
    await store.close();
  });
  await longJobs.start(pools.places);
  process.stdout.write(`Mile Match works on long calculations as ${WORKER_NAME}\n`);
}

function noDatabase(): MileError {
  return new MileError(
    'INVALID_INPUT',
    'There is no DATABASE_URL. Worker processes share the PostgreSQL database of a service: set DATABASE_URL to the address that the service has. ' +
      'A service that keeps its data in DATA_DIR does its long calculations by itself.',
  );
}
