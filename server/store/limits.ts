import { CompiledQuery } from 'kysely';
import type { Kysely } from 'kysely';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { isPostgres } from './dialects.ts';
import type { Tables } from './tables.ts';

/** So many `points` within so many seconds. */
export interface LimitTerms {
  /** No other limit has it. */
  name: string;
  points: number;
  windowS: number;
}

/** Makes what counts for a limit. */
export type Limits = (terms: LimitTerms) => RateLimiterAbstract;

/** Over PostgreSQL all processes count together; over SQLite there is one, whose restart takes longer than an attempt. */
export function limits(database: Kysely<Tables>): Limits {
  return isPostgres(database) ? inDatabase(database) : inMemory;
}

const inMemory: Limits = ({ name, points, windowS }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: windowS });

function inDatabase(database: Kysely<Tables>): Limits {
  const storeClient = {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const { rows, numAffectedRows } = await database.executeQuery(CompiledQuery.raw(text, values));
      return { rows, rowCount: Number(numAffectedRows ?? rows.length) };
    },
  };
  return ({ name, points, windowS }) =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'limits' satisfies keyof Tables,
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: windowS,
    });
}
