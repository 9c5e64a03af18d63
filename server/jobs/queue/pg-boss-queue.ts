import { PgBoss } from 'pg-boss';
import { JOB_VERSIONS } from '../../store/job-kinds.ts';
import type { JobKind } from '../../store/job-kinds.ts';
import type { PieceKey, WaitingPiece } from '../../store/jobs.ts';
import { postgresError } from '../../store/postgres-error.ts';
import { LANE_OF } from './work-queue.ts';
import type { Places, Take, WorkLane, WorkQueue } from './work-queue.ts';

const LANES: readonly WorkLane[] = ['lab', 'opinions', 'sweeps'];

/** The newest version of jobs in each lane. */
export type NewestVersions = Readonly<Record<WorkLane, number>>;
const NEWEST: NewestVersions = {
  lab: newestIn('lab'),
  opinions: newestIn('opinions'),
  sweeps: newestIn('sweeps'),
};

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
 * be called for again at any time. Pieces of each version wait in a queue of their own, so that who knows the earlier ones alone never meets the later. Throws STORE_AWAY, and what PostgreSQL refuses.
 */
export async function openPgBossQueue(
  url: string,
  onError: (error: unknown) => void,
  newest = NEWEST,
): Promise<WorkQueue> {
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
    for (const lane of LANES)
      for (let version = 1; version <= newest[lane]; version += 1)
        await makeQueue(boss, nameOf(lane, version));
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw postgresError(error);
  }
  return new PgBossQueue(boss, newest);
}

function newestIn(lane: WorkLane): number {
  const kinds = (Object.keys(JOB_VERSIONS) as JobKind[]).filter((kind) => LANE_OF[kind] === lane);
  return Math.max(...kinds.map((kind) => JOB_VERSIONS[kind]));
}

function nameOf(lane: WorkLane, version: number): string {
  return version === 1 ? lane : `${lane}-${version}`;
}

async function makeQueue(boss: PgBoss, name: string): Promise<void> {
  await boss.createQueue(name, {
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
  readonly #newest: NewestVersions;

  constructor(boss: PgBoss, newest: NewestVersions) {
    this.#boss = boss;
    this.#newest = newest;
  }

  async put(lane: WorkLane, pieces: readonly WaitingPiece[]): Promise<void> {
    const versions = Map.groupBy(pieces, ({ version }) => version);
    for (const [version, own] of versions) await this.#insert(nameOf(lane, version), own);
  }

  /** All places are for the newest version. Of each before there may be a rest, for which a single one is added. */
  async take(places: Places, take: Take): Promise<void> {
    for (const lane of LANES) {
      const newest = this.#newest[lane];
      for (let place = 0; place < places[lane]; place += 1) await this.#takeAt(nameOf(lane, newest), take);
      for (let version = 1; version < newest && places[lane] > 0; version += 1)
        await this.#takeAt(nameOf(lane, version), take);
    }
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: CLOSE_MS });
  }

  async #insert(name: string, pieces: readonly PieceKey[]): Promise<void> {
    try {
      await this.#boss.insert(
        name,
        pieces.map(({ job, piece }) => ({ data: { job, piece }, singletonKey: `${job}:${piece}` })),
      );
    } catch (error) {
      throw postgresError(error);
    }
  }

  /** One place: a piece at a time. Told so it looks for the next at once; what it rejected waits for its next look, so that others come before it. */
  async #takeAt(name: string, take: Take): Promise<void> {
    const options = {
      pollingIntervalSeconds: POLL_SECONDS,
      notifyPollingIntervalSeconds: POLL_SECONDS,
      localConcurrency: 1,
    };
    const id: string = await this.#boss.work<PieceKey>(name, options, async ([job]) => {
      if (job) await take(job.data);
      this.#boss.notifyWorker(id);
    });
  }
}
