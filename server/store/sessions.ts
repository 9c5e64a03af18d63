import type { Kysely } from 'kysely';
import { compiledOnce } from './compiled-once.ts';
import type { Tables } from './tables.ts';

/** A browser that is signed in. Times are ISO 8601 in UTC, so they compare as text. */
export interface StoredSession {
  id: string;
  tokenHash: string;
  accountId: string;
  createdAt: string;
  seenAt: string;
}

/** Sessions older than these, or from the future, are over. */
export interface SessionLimits {
  createdAfter: string;
  createdBefore: string;
  seenAfter: string;
}

export interface Sessions {
  byToken(tokenHash: string, limits: SessionLimits): Promise<StoredSession | undefined>;
  of(accountId: string, limits: SessionLimits): Promise<StoredSession[]>;
  add(session: StoredSession): Promise<void>;
  touch(id: string, seenAt: string): Promise<void>;
  /** Ends one session of this account; false where it has none such. */
  end(accountId: string, id: string): Promise<boolean>;
  endAll(accountId: string): Promise<void>;
  /** Forgets those that are over. */
  sweep(limits: SessionLimits): Promise<void>;
}

const COLUMNS = [
  'id',
  'token_hash as tokenHash',
  'account_id as accountId',
  'created_at as createdAt',
  'seen_at as seenAt',
] as const;

export function sessions(database: Kysely<Tables>): Sessions {
  const living = ({ createdAfter, createdBefore, seenAfter }: SessionLimits) =>
    database
      .selectFrom('sessions')
      .select(COLUMNS)
      .where('created_at', '>', createdAfter)
      .where('created_at', '<=', createdBefore)
      .where('seen_at', '>', seenAfter);
  const withToken = compiledOnce(
    database,
    (createdAfter: string, createdBefore: string, seenAfter: string, tokenHash: string) =>
      living({ createdAfter, createdBefore, seenAfter }).where('token_hash', '=', tokenHash),
  );
  return {
    byToken: (tokenHash, { createdAfter, createdBefore, seenAfter }) =>
      withToken(createdAfter, createdBefore, seenAfter, tokenHash),
    of: (accountId, limits) =>
      living(limits).where('account_id', '=', accountId).orderBy('seen_at', 'desc').execute(),
    async add({ id, tokenHash, accountId, createdAt, seenAt }) {
      await database
        .insertInto('sessions')
        .values({
          id,
          token_hash: tokenHash,
          account_id: accountId,
          created_at: createdAt,
          seen_at: seenAt,
        })
        .execute();
    },
    async touch(id, seenAt) {
      await database.updateTable('sessions').set({ seen_at: seenAt }).where('id', '=', id).execute();
    },
    async end(accountId, id) {
      const { numDeletedRows } = await database
        .deleteFrom('sessions')
        .where('account_id', '=', accountId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async endAll(accountId) {
      await database.deleteFrom('sessions').where('account_id', '=', accountId).execute();
    },
    async sweep({ createdAfter, seenAfter }) {
      await database
        .deleteFrom('sessions')
        .where((over) => over.or([over('created_at', '<=', createdAfter), over('seen_at', '<=', seenAfter)]))
        .execute();
    },
  };
}
