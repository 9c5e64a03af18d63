import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();
const cohortKey = (column: ColumnDefinitionBuilder) =>
  column.notNull().references('cohorts.id').onDelete('cascade');

/** Cohorts, their people, the versions of their policy, and the match sets that were saved. */
export const firstTables: Migration = {
  name: '0001-first-tables',
  statements: ({ schema, strict, refuse }) => [
    strict(
      schema
        .createTable('cohorts')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('name', 'text', text)
        .addColumn('programme', 'text', text)
        .addColumn('version', 'integer', (column) => column.notNull().check(sql`version >= 1`))
        .addColumn('created_at', 'text', text),
    ),
    strict(
      schema
        .createTable('applications')
        .addColumn('cohort_id', 'text', cohortKey)
        .addColumn('side', 'text', (column) => column.notNull().check(sql`side in ('participant', 'mentor')`))
        .addColumn('id', 'text', text)
        .addColumn('name', 'text', text)
        .addColumn('values_json', 'text', text)
        .addPrimaryKeyConstraint('applications_key', ['cohort_id', 'side', 'id']),
    ),
    strict(
      schema
        .createTable('policies')
        .addColumn('cohort_id', 'text', cohortKey)
        .addColumn('version', 'integer', (column) => column.notNull().check(sql`version >= 1`))
        .addColumn('policy_json', 'text', text)
        .addColumn('created_at', 'text', text)
        .addPrimaryKeyConstraint('policies_key', ['cohort_id', 'version']),
    ),
    strict(
      schema
        .createTable('match_sets')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('cohort_id', 'text', cohortKey)
        .addColumn('name', 'text', text)
        .addColumn('created_at', 'text', text)
        .addColumn('status', 'text', (column) =>
          column.notNull().check(sql`status in ('optimal', 'feasible')`),
        )
        .addColumn('matched', 'integer', text)
        .addColumn('mean_fit', 'real', text)
        .addColumn('cohort_version', 'integer', text)
        .addColumn('input_hash', 'text', text)
        .addColumn('record_hash', 'text', text)
        .addColumn('policy_json', 'text', text)
        .addColumn('problem_json', 'text', text)
        .addColumn('outcome_json', 'text', text)
        .addColumn('matching_json', 'text', text)
        .addColumn('names_json', 'text', text)
        .addColumn('versions_json', 'text', text),
    ),
    schema.createIndex('match_sets_of_cohort').on('match_sets').columns(['cohort_id', 'created_at']),
    refuse({
      name: 'match_sets_are_immutable',
      before: 'update',
      on: 'match_sets',
      message: 'a match set is immutable',
    }),
  ],
};
