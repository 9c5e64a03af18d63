import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Role } from '#solver/contract/api/accounts.ts';
import { compiledOnce } from './compiled-once.ts';
import type { Tables } from './tables.ts';

export interface StoredAccount {
  id: string;
  /** Lower case, NFKC. */
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
  disabled: boolean;
  createdAt: string;
  /** When they were last here; null before the first time. */
  seenAt: string | null;
}

export interface Accounts {
  /** Is there any account? Then the service asks who comes. */
  any(): Promise<boolean>;
  /** All, by name. */
  list(): Promise<StoredAccount[]>;
  byId(id: string): Promise<StoredAccount | undefined>;
  byEmail(email: string): Promise<StoredAccount | undefined>;
  /** Owners who may sign in. */
  activeOwners(): Promise<number>;
  add(account: StoredAccount): Promise<void>;
  change(
    id: string,
    change: Partial<Pick<StoredAccount, 'name' | 'role' | 'disabled' | 'passwordHash' | 'seenAt'>>,
  ): Promise<void>;
}

const COLUMNS = [
  'id',
  'email',
  'name',
  'role',
  'password_hash as passwordHash',
  'disabled',
  'created_at as createdAt',
  'seen_at as seenAt',
] as const;

type Row = Omit<StoredAccount, 'disabled'> & { disabled: 0 | 1 };

const fromRow = (row: Row): StoredAccount => ({ ...row, disabled: row.disabled === 1 });

export function accounts(database: Kysely<Tables>): Accounts {
  const one = (column: 'id' | 'email') => {
    const ask = compiledOnce(database, (value: string) =>
      database.selectFrom('accounts').select(COLUMNS).where(column, '=', value),
    );
    return async (value: string) => {
      const row = await ask(value);
      return row && fromRow(row);
    };
  };
  const first = compiledOnce(database, () => database.selectFrom('accounts').select('id').limit(sql.lit(1)));
  return {
    any: async () => (await first()) !== undefined,
    async list() {
      const rows = await database.selectFrom('accounts').select(COLUMNS).execute();
      return rows.map(fromRow).sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },
    byId: one('id'),
    byEmail: one('email'),
    async activeOwners() {
      const rows = await database
        .selectFrom('accounts')
        .select('id')
        .where('role', '=', 'owner')
        .where('disabled', '=', 0)
        .execute();
      return rows.length;
    },
    async add({ id, email, name, role, passwordHash, disabled, createdAt, seenAt }) {
      await database
        .insertInto('accounts')
        .values({
          id,
          email,
          name,
          role,
          password_hash: passwordHash,
          disabled: disabled ? 1 : 0,
          created_at: createdAt,
          seen_at: seenAt,
        })
        .execute();
    },
    async change(id, { name, role, disabled, passwordHash, seenAt }) {
      await database
        .updateTable('accounts')
        .set({
          name,
          role,
          password_hash: passwordHash,
          seen_at: seenAt,
          ...(disabled !== undefined && { disabled: disabled ? (1 as const) : (0 as const) }),
        })
        .where('id', '=', id)
        .execute();
    },
  };
}
