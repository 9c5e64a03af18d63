import { PgBoss } from 'pg-boss';
import type { PieceKey } from '../../store/jobs.ts';
import { postgresError } from '../../store/postgres-error.ts';
import type { Places, Take, WorkLane, WorkQueue } from './work-queue.ts';

const LANES: readonly WorkLane[] = ['lab', 'opinions', 'sweeps'];

/** A worker that is not heard of for so long is taken for dead; it speaks up twice as often. The least that pg-boss allows. */
const HEARTBEAT_SECONDS = 10;
/** Between two looks for the dead, by one of the processes. */
const LOOK_SECONDS = 5;
/** News of work come at once; this is for those that were missed. */
const POLL_SECONDS = 2;
/** The store counts tries; the queue itself never gives up before. */
const RETRIES = 1_000;
/** The longest that pg-boss allows: heartbeats tell whether somebody is still at work. */
const LONGEST_SECONDS = 24 * 60 * 60 - 1;
const KEPT_SECONDS = 60 * 60;
const CONNECTIONS = 4;
/** For pieces in hand to be handed back. */
const CLOSE_MS = 8_000;

/**
 * The queue of all processes over one PostgreSQL. Of a piece that is called for twice one call waits or is in hand (policy `exclusive`), so the whole store may
 * be called for again at any time. Throws STORE_AWAY, and what PostgreSQL refuses.
 */
export async function openPgBossQueue(url: string, onError: (error: unknown) => void): Promise<WorkQueue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'mile-match queue',
    max: CONNECTIONS,
    schema: 'mile_queue',
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
  });
  // While the database is away it says so again and again; it goes on by itself.
  boss.on('error', onError);
  try {
    await boss.start();
    for (const lane of LANES) await makeQueue(boss, lane);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw postgresError(error);
  }
  return new PgBossQueue(boss);
}

async function makeQueue(boss: PgBoss, lane: WorkLane): Promise<void> {
  await boss.createQueue(lane, {
    policy: 'exclusive',
    notify: true,
    retryLimit: RETRIES,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: LONGEST_SECONDS,
    deleteAfterSeconds: KEPT_SECONDS,
  });
}

class PgBossQueue implements WorkQueue {
  readonly #boss: PgBoss;

  constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  async put(lane: WorkLane, pieces: readonly PieceKey[]): Promise<void> {
    if (pieces.length === 0) return;
    try {
      await this.#boss.insert(
        lane,
        pieces.map(({ job, piece }) => ({ data: { job, piece }, singletonKey: `${job}:${piece}` })),
      );
    } catch (error) {
      throw postgresError(error);
    }
  }

  async take(places: Places, take: Take): Promise<void> {
    for (const lane of LANES)
      for (let place = 0; place < places[lane]; place += 1) await this.#takeAt(lane, take);
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: CLOSE_MS });
  }

  /** One place: a piece at a time. Without the last line it would wait for its next look although more is there. */
  async #takeAt(lane: WorkLane, take: Take): Promise<void> {
    const options = {
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS,
      localConcurrency: 1,
    };
    const id: string = await this.#boss.work<PieceKey>(lane, options, async ([job]) => {
      try {
        if (job) await take(job.data);
      } finally {
        this.#boss.notifyWorker(id);
      }
    });
  }
}
