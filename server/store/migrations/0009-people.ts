import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();
const cohortKey = (column: ColumnDefinitionBuilder) =>
  column.notNull().references('cohorts.id').onDelete('cascade');

/**
 * Where people of a cohort stand, what became of their answers, who looks at them blindly, and how a form's files were understood.
 * `number` stands for a person in a blind review; it follows the order of ids, which says nothing of names.
 */
export const peopleTables: Migration = {
  name: '0009-people',
  statements: ({ schema }) => [
    schema.alterTable('applications').addColumn('state', 'text', (column) =>
      column
        .notNull()
        .defaultTo('active')
        .check(sql`state in ('active', 'waiting', 'withdrawn')`),
    ),
    schema
      .alterTable('applications')
      .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(1)),
    schema
      .alterTable('applications')
      .addColumn('number', 'integer', (column) => column.notNull().defaultTo(0)),
    sql`
      update applications set number = ranked.place
      from (
        select cohort_id, side, id, row_number() over (partition by cohort_id, side order by id) as place
        from applications
      ) as ranked
      where ranked.cohort_id = applications.cohort_id and ranked.side = applications.side and ranked.id = applications.id
    `,
    schema
      .createTable('person_changes')
      .addColumn('cohort_id', 'text', cohortKey)
      .addColumn('side', 'text', text)
      .addColumn('person_id', 'text', text)
      .addColumn('revision', 'integer', text)
      .addColumn('cause', 'text', text)
      .addColumn('why', 'text', text)
      .addColumn('author', 'text', text)
      .addColumn('changed_at', 'text', text)
      .addColumn('state', 'text', text)
      .addColumn('changes_json', 'text', text)
      .addPrimaryKeyConstraint('person_changes_key', ['cohort_id', 'side', 'person_id', 'revision']),
    schema.alterTable('cohorts').addColumn('blind', 'integer', (column) => column.notNull().defaultTo(0)),
    schema
      .createTable('blind_reviewers')
      .addColumn('cohort_id', 'text', cohortKey)
      .addColumn('account_id', 'text', text)
      .addPrimaryKeyConstraint('blind_reviewers_key', ['cohort_id', 'account_id']),
    schema
      .createTable('import_mappings')
      .addColumn('programme', 'text', text)
      .addColumn('side', 'text', text)
      .addColumn('mapping_json', 'text', text)
      .addColumn('saved_at', 'text', text)
      .addPrimaryKeyConstraint('import_mappings_key', ['programme', 'side']),
  ],
};
