import { sql } from 'kysely';
import type { Migration } from '../migration.ts';

/** Figures taken on simulated cohorts. */
export const labRunsTable: Migration = {
  name: '0005-lab-runs',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('lab_runs')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) =>
          column.notNull().check(sql`status in ('waiting', 'running', 'done', 'stopped')`),
        )
        .addColumn('run_json', 'text', (column) => column.notNull()),
    ),
  ],
};
