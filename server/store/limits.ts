import { createHmac, randomBytes } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type { Kysely } from 'kysely';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { isPostgres } from './dialects.ts';
import { secrets } from './secrets.ts';
import type { Tables } from './tables.ts';

/** So many `points` within so many seconds. */
export interface LimitTerms {
  /** No other limit has it. */
  name: string;
  points: number;
  windowS: number;
}

/** What everybody has spent of a limit. */
export interface Spending {
  /** Takes one point of somebody's. Rejects with a RateLimiterRes where none is left. */
  consume(who: string): Promise<unknown>;
  /** Somebody begins anew. */
  delete(who: string): Promise<unknown>;
}

/** Makes what counts for a limit. */
export type Limits = (terms: LimitTerms) => Spending;

/** Over PostgreSQL all processes count together; over SQLite there is one, whose restart takes longer than an attempt. */
export function limits(database: Kysely<Tables>): Limits {
  return isPostgres(database) ? inDatabase(database) : inMemory;
}

const inMemory: Limits = ({ name, points, windowS }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: windowS });

function inDatabase(database: Kysely<Tables>): Limits {
  const pseudonymOf = pseudonyms(database);
  return (terms) => {
    const counts = countsIn(database, terms);
    return {
      consume: async (who) => counts.consume(await pseudonymOf(who)),
      delete: async (who) => counts.delete(await pseudonymOf(who)),
    };
  };
}

/** The same for all processes over a database. There are so few addresses that without a key anybody who reads the table could try them all. */
function pseudonyms(database: Kysely<Tables>): (who: string) => Promise<string> {
  let key: string | undefined;
  return async (who) => {
    key ??= await secrets(database).kept('limits', randomBytes(32).toString('base64url'));
    return createHmac('sha256', key).update(who).digest('hex');
  };
}

function countsIn(database: Kysely<Tables>, { name, points, windowS }: LimitTerms): RateLimiterPostgres {
  const storeClient = {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const { rows, numAffectedRows } = await database.executeQuery(CompiledQuery.raw(text, values));
      return { rows, rowCount: Number(numAffectedRows ?? rows.length) };
    },
  };
  return new RateLimiterPostgres({
    storeClient,
    storeType: 'client',
    tableName: 'limits' satisfies keyof Tables,
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: windowS,
  });
}
