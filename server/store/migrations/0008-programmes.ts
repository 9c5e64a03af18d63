import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();

/** Programmes as data: every version is kept, and a cohort names the one that it was made with. */
export const programmesTable: Migration = {
  name: '0008-programmes',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('programmes')
        .addColumn('id', 'text', text)
        .addColumn('version', 'integer', (column) => column.notNull().check(sql`version >= 1`))
        .addColumn('hash', 'text', text)
        .addColumn('programme_json', 'text', text)
        .addColumn('added_at', 'text', text)
        .addPrimaryKeyConstraint('programmes_key', ['id', 'version']),
    ),
    schema
      .alterTable('cohorts')
      .addColumn('programme_version', 'integer', (column) => column.notNull().defaultTo(1)),
  ],
};
