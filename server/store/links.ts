import type { Kysely } from 'kysely';
import type { LinkPurpose, Role } from '#solver/contract/api/accounts.ts';
import type { Tables } from './tables.ts';

/** A link that was given out: whoever holds its token may do one thing once. */
export interface StoredLink {
  tokenHash: string;
  purpose: LinkPurpose;
  email: string;
  name: string;
  role: Role;
  expiresAt: string;
}

export interface Links {
  byToken(tokenHash: string): Promise<StoredLink | undefined>;
  /** The link that was given out for an address, if it was not used yet. */
  of(email: string): Promise<StoredLink | undefined>;
  /** Earlier links for the same address end. */
  put(link: StoredLink): Promise<void>;
  /** Ends all links for an address. */
  end(email: string): Promise<void>;
}

export function links(database: Kysely<Tables>): Links {
  async function end(email: string): Promise<void> {
    await database.deleteFrom('links').where('email', '=', email).execute();
  }
  const known = () =>
    database
      .selectFrom('links')
      .select(['token_hash as tokenHash', 'purpose', 'email', 'name', 'role', 'expires_at as expiresAt']);
  return {
    end,
    byToken: (tokenHash) => known().where('token_hash', '=', tokenHash).executeTakeFirst(),
    of: (email) => known().where('email', '=', email).executeTakeFirst(),
    async put({ tokenHash, purpose, email, name, role, expiresAt }) {
      await end(email);
      await database
        .insertInto('links')
        .values({ token_hash: tokenHash, purpose, email, name, role, expires_at: expiresAt })
        .execute();
    },
  };
}
