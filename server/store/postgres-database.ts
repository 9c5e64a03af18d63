import pg from 'pg';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { monotonicMs } from '../jobs/monotonic.ts';
import { allInUse, isSilence, isWaitForOthers, postgresError } from './postgres-error.ts';

/** PostgreSQL's type of 64-bit whole numbers. */
const INT8 = 20;
export const CONNECTIONS = 10;
/** To make a connection. Where all are in use, one is waited for again as long as others come back meanwhile: that database answers. */
const PATIENCE = { connectMs: 5_000, longestMs: 15_000 };
/** Longer than the largest import writes. */
const LOCK_TIMEOUT_MS = 15_000;
/**
 * A network that falls silent breaks no connection: without an answer for this long it counts as lost. Longer than the longest statement; `?query_timeout=`
 * in DATABASE_URL says otherwise.
 */
const SILENCE_MS = 30_000;
/** A process that stands still in the middle of a transaction must not keep the others from writing for ever. */
const IDLE_TIMEOUT_MS = 30_000;

/** Whole numbers are below 2^53 everywhere, so they come as numbers. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : (pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown),
};

/** Connections to the database at this address; none is made before it is needed. A connection that is lost is replaced by the next question. */
export function openPostgres(url: string, patience = PATIENCE): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: patience.connectMs,
    lock_timeout: LOCK_TIMEOUT_MS,
    query_timeout: SILENCE_MS,
    keepAlive: true,
    idle_in_transaction_session_timeout: IDLE_TIMEOUT_MS,
    application_name: 'mile-match',
    types,
  } as pg.PoolConfig);
  // Of connections that nobody uses; whoever asks next gets a new one, or the error.
  pool.on('error', () => undefined);
  const connections = new Connections(pool, patience.longestMs);
  return {
    connect: () => translated(() => connections.take()),
    end: () => pool.end(),
    options: pool.options,
  };
}

/** The pool's connections in our terms, and whether the database answers on any of them. */
class Connections {
  readonly #pool: pg.Pool;
  readonly #wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  readonly #longestWaitMs: number;
  #answeredMs = -Infinity;

  constructor(pool: pg.Pool, longestWaitMs: number) {
    this.#pool = pool;
    this.#longestWaitMs = longestWaitMs;
  }

  /** Throws BUSY where others have all of them for too long, and what the driver throws where the database does not answer. */
  async take(): Promise<PostgresPoolClient> {
    const begunMs = monotonicMs();
    for (;;) {
      const sinceMs = monotonicMs();
      try {
        return this.#wrap(await this.#pool.connect());
      } catch (error) {
        if (!isWaitForOthers(error) || this.#answeredMs < sinceMs) throw error;
        if (monotonicMs() - begunMs >= this.#longestWaitMs) throw allInUse();
      }
    }
  }

  #wrap(client: pg.PoolClient): PostgresPoolClient {
    const known = this.#wrapped.get(client);
    if (known) return known;
    const wrapped = wrap(client, () => (this.#answeredMs = monotonicMs()));
    this.#wrapped.set(client, wrapped);
    return wrapped;
  }
}

/** A connection whose errors are in our terms; `onAnswer` is told of every answer. */
function wrap(client: pg.PoolClient, onAnswer: () => void): PostgresPoolClient {
  // Between two statements of a transaction nobody else hears of its loss, which would end the process.
  client.on('error', () => undefined);
  const query = (text: string, values: readonly unknown[]) =>
    translated(async () => {
      const answer = await client
        .query(text, [...values])
        .catch((error: unknown) => endSilent(client, error));
      onAnswer();
      return answer;
    });
  return {
    // Cursors are not used here.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  };
}

/** A connection that gave no answer in time still owes it: nobody may be given it again. Throws the error on. */
function endSilent(client: pg.PoolClient, error: unknown): never {
  if (isSilence(error)) void (client as unknown as pg.Client).end();
  throw error;
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw postgresError(error);
  }
}
