import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();

/** What a committee writes about pairs and people. People are named by the ids of their applications, so that comments outlive an import. */
export const commentsTable: Migration = {
  name: '0007-comments',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('comments')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('cohort_id', 'text', (column) =>
          column.notNull().references('cohorts.id').onDelete('cascade'),
        )
        .addColumn('participant', 'text')
        .addColumn('mentor', 'text')
        .addColumn('body', 'text', text)
        .addColumn('author', 'text', text)
        .addColumn('account_id', 'text')
        .addColumn('written_at', 'text', text)
        .addCheckConstraint('comment_is_about_somebody', sql`coalesce(participant, mentor) is not null`),
    ),
    schema.createIndex('comments_of_cohort').on('comments').columns(['cohort_id', 'written_at']),
  ],
};
