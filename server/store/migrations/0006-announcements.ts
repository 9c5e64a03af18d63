import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();

/** What a committee writes to the people whom it has matched, and when these meet. */
export const announcementsTable: Migration = {
  name: '0006-announcements',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('announcements')
        .addColumn('cohort_id', 'text', (column) =>
          column.primaryKey().notNull().references('cohorts.id').onDelete('cascade'),
        )
        .addColumn('version', 'integer', (column) => column.notNull().check(sql`version >= 1`))
        .addColumn('schedule_json', 'text')
        .addColumn('templates_json', 'text', text)
        .addColumn('saved_at', 'text', text),
    ),
  ],
};
