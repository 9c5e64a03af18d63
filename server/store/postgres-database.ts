import pg from 'pg';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { isSilence, postgresError } from './postgres-error.ts';

/** PostgreSQL's type of 64-bit whole numbers. */
const INT8 = 20;
const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
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
export function openPostgres(url: string): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    query_timeout: SILENCE_MS,
    keepAlive: true,
    idle_in_transaction_session_timeout: IDLE_TIMEOUT_MS,
    application_name: 'mile-match',
    types,
  } as pg.PoolConfig);
  // Of connections that nobody uses; whoever asks next gets a new one, or the error.
  pool.on('error', () => undefined);
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    connect: () =>
      translated(async () => {
        const client = await pool.connect();
        const known = wrapped.get(client) ?? wrap(client);
        wrapped.set(client, known);
        return known;
      }),
    end: () => pool.end(),
    options: pool.options,
  };
}

/** A connection whose errors are in our terms. */
function wrap(client: pg.PoolClient): PostgresPoolClient {
  // Between two statements of a transaction nobody else hears of its loss, which would end the process.
  client.on('error', () => undefined);
  const query = (text: string, values: readonly unknown[]) =>
    translated(() => client.query(text, [...values]).catch((error: unknown) => endSilent(client, error)));
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
