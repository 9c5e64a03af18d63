import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import { openPostgresStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import { PostgresServer } from './postgres-server.ts';
import { startWorker } from './worker-process.ts';
import type { WorkerProcess } from './worker-process.ts';

/** What a test with worker processes has for itself. */
export interface WithWorkers {
  /** Address of a database that is new in every test. */
  database: string;
  store: Store;
  /** One more `mile work` over the database, which ends with the test. */
  newWorker(): Promise<WorkerProcess>;
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
    Object.assign(own, {
      database,
      store,
      ask: (sql: string) => server.ask(new URL(database).pathname.slice(1), sql),
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
