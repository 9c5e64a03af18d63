import type { Migration } from '../migration.ts';

/** What a year came to, for when the answers behind it are gone. */
export const keptFiguresTable: Migration = {
  name: '0016-kept-figures',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('kept_figures')
        .addColumn('cohort_id', 'text', (column) =>
          column.primaryKey().notNull().references('cohorts.id').onDelete('cascade'),
        )
        .addColumn('figures_json', 'text', (column) => column.notNull()),
    ),
  ],
};
