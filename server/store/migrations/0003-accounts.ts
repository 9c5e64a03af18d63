import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();
const accountKey = (column: ColumnDefinitionBuilder) =>
  column.notNull().references('accounts.id').onDelete('cascade');

/** Who may sign in, where they are signed in, and the links with which they come. Of secrets only hashes are kept. */
export const accountTables: Migration = {
  name: '0003-accounts',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('accounts')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('email', 'text', (column) => column.notNull().unique())
        .addColumn('name', 'text', text)
        .addColumn('role', 'text', (column) =>
          column.notNull().check(sql`role in ('owner', 'member', 'observer')`),
        )
        .addColumn('password_hash', 'text', text)
        .addColumn('disabled', 'integer', (column) => column.notNull().check(sql`disabled in (0, 1)`))
        .addColumn('created_at', 'text', text)
        .addColumn('seen_at', 'text'),
    ),
    strict(
      schema
        .createTable('sessions')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('token_hash', 'text', (column) => column.notNull().unique())
        .addColumn('account_id', 'text', accountKey)
        .addColumn('created_at', 'text', text)
        .addColumn('seen_at', 'text', text),
    ),
    schema.createIndex('sessions_of_account').on('sessions').column('account_id'),
    strict(
      schema
        .createTable('links')
        .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
        .addColumn('purpose', 'text', (column) =>
          column.notNull().check(sql`purpose in ('invitation', 'new-password')`),
        )
        .addColumn('email', 'text', text)
        .addColumn('name', 'text', text)
        .addColumn('role', 'text', text)
        .addColumn('expires_at', 'text', text),
    ),
  ],
};
