import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import { openPostgresStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import { PostgresServer } from './postgres-server.ts';
import { startWorker } from './worker-process.ts';
import type { WorkerProcess } from './worker-process.ts';

/** The queue's part of the database. */
const QUEUE = 'mile_queue';

/** What a test with worker processes has for itself. */
export interface WithWorkers {
  /** Address of a database that is new in every test. */
  database: string;
  store: Store;
  /** One more `mile work` over the database, which ends with the test. */
  newWorker(): Promise<WorkerProcess>;
  /** As if everybody who has something in hand had not been heard of for an hour, and somebody looked: it is called for again. */
  missHeartbeats(): Promise<void>;
  /** The rows of a statement. */
  ask(sql: string): Promise<Record<string, unknown>[]>;
}

/** For all tests of the file that calls it: a PostgreSQL of its own. What is given is filled anew before every test. */
export function withWorkers(): WithWorkers {
  let server: PostgresServer;
  const own = {} as WithWorkers;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    const database = await server.newDatabase();
    const store = await openPostgresStore(database);
    onTestFinished(() => store.close());
    const ask = (sql: string) => server.ask(new URL(database).pathname.slice(1), sql);
    Object.assign(own, {
      database,
      store,
      ask,
      missHeartbeats: () => missHeartbeats(database, ask),
      newWorker: () => newWorker(database),
    } satisfies WithWorkers);
  });
  return own;
}

async function newWorker(database: string): Promise<WorkerProcess> {
  const worker = await startWorker(database);
  onTestFinished(async () => void (await worker.stop('SIGKILL')));
  return worker;
}

/** Heartbeats are ten seconds apart at least, which `faults/kill-worker-processes.test.ts` waits for; here the time is written down as gone by. */
async function missHeartbeats(database: string, ask: WithWorkers['ask']): Promise<void> {
  await ask(`update ${QUEUE}.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`);
  // Otherwise whoever has looked less than five seconds ago looks for all.
  await ask(`update ${QUEUE}.queue set monitor_on = null, monitor_claim_on = null`);
  const boss = new PgBoss({
    ...{ connectionString: database, schema: QUEUE, max: 1 },
    ...{ schedule: false, supervise: false, migrate: false },
  });
  await boss.start();
  await boss.supervise();
  await boss.stop({ graceful: false });
}
