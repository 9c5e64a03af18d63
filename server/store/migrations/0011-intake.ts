import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();
const flag = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);

/**
 * When a cohort takes applications from its public forms, and what came by them. An application that is erased takes its submissions along.
 */
export const intakeTables: Migration = {
  name: '0011-intake',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('intakes')
        .addColumn('cohort_id', 'text', (column) =>
          column.primaryKey().notNull().references('cohorts.id').onDelete('cascade'),
        )
        .addColumn('version', 'integer', (column) => column.notNull().check(sql`version >= 1`))
        .addColumn('opens_at', 'text', text)
        .addColumn('closes_at', 'text', text)
        .addColumn('participant', 'integer', flag)
        .addColumn('mentor', 'integer', flag),
    ),
    strict(
      schema
        .createTable('submissions')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('cohort_id', 'text', text)
        .addColumn('side', 'text', text)
        .addColumn('person_id', 'text', text)
        .addColumn('token_hash', 'text', (column) => column.notNull().unique())
        .addColumn('state', 'text', (column) =>
          column.notNull().check(sql`state in ('taken', 'repeated', 'put-aside', 'replaced', 'withdrawn')`),
        )
        .addColumn('values_json', 'text')
        .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(1))
        .addColumn('submitted_at', 'text', text)
        .addForeignKeyConstraint(
          'submissions_person',
          ['cohort_id', 'side', 'person_id'],
          'applications',
          ['cohort_id', 'side', 'id'],
          (key) => key.onDelete('cascade').onUpdate('cascade'),
        ),
    ),
    schema.createIndex('submissions_of_cohort').on('submissions').columns(['cohort_id', 'state']),
  ],
};
