import type { Migration } from '../migration.ts';

/** What a process has to know to do the pieces of a job. */
export const jobVersions: Migration = {
  name: '0019-job-versions',
  statements: ({ schema }) => [
    schema.alterTable('jobs').addColumn('version', 'integer', (column) => column.notNull().defaultTo(1)),
  ],
};
