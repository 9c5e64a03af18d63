import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();
const count = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);

/** Long calculations in pieces, which any process over the store may take. */
export const jobTables: Migration = {
  name: '0015-jobs',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('jobs')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('kind', 'text', text)
        .addColumn('created_at', 'text', text)
        .addColumn('status', 'text', (column) =>
          column.notNull().check(sql`status in ('waiting', 'running', 'done', 'stopped', 'failed')`),
        )
        .addColumn('cohort_id', 'text', (column) => column.references('cohorts.id').onDelete('cascade'))
        .addColumn('ask_json', 'text', text)
        .addColumn('input', 'text')
        .addColumn('pieces', 'integer', (column) => column.notNull().check(sql`pieces >= 1`))
        .addColumn('result_json', 'text')
        .addColumn('ended_at', 'text'),
    ),
    strict(
      schema
        .createTable('job_pieces')
        .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
        .addColumn('piece', 'integer', text)
        .addColumn('attempt', 'integer', count)
        .addColumn('tries', 'integer', count)
        .addColumn('worker', 'text')
        .addColumn('done_at', 'text')
        .addColumn('result_json', 'text')
        .addPrimaryKeyConstraint('job_pieces_key', ['job_id', 'piece']),
    ),
    schema.createIndex('jobs_by_state').on('jobs').columns(['status', 'kind']),
  ],
};
