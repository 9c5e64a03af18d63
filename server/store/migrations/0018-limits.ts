import type { Migration } from '../migration.ts';

/** What several processes over one store have to know together: what was done how often, and keys that all sign with. */
export const limitsTables: Migration = {
  name: '0018-limits',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('limits')
        .addColumn('key', 'text', (column) => column.primaryKey().notNull())
        .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('expire', 'integer'),
    ),
    strict(
      schema
        .createTable('secrets')
        .addColumn('name', 'text', (column) => column.primaryKey().notNull())
        .addColumn('value', 'text', (column) => column.notNull()),
    ),
  ],
};
