import { sql } from 'kysely';
import type { ColumnDefinitionBuilder, CreateTableBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();
const count = (column: ColumnDefinitionBuilder) => column.notNull().check(sql`revision >= 1`);
const side = (column: ColumnDefinitionBuilder) =>
  column.notNull().check(sql`side in ('participant', 'mentor')`);

/** What somebody wrote about the year with a partner; it goes when their application is erased. */
function ofPerson<Table extends string>(table: CreateTableBuilder<Table>, name: string) {
  return table
    .addColumn('cohort_id', 'text', text)
    .addColumn('side', 'text', side)
    .addColumn('person_id', 'text', text)
    .addForeignKeyConstraint(
      name,
      ['cohort_id', 'side', 'person_id'],
      'applications',
      ['cohort_id', 'side', 'id'],
      (key) => key.onDelete('cascade').onUpdate('cascade'),
    );
}

/** What becomes of the pairs of a published match until their close. */
export const yearTables: Migration = {
  name: '0014-year',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('year_events')
        .addColumn('cohort_id', 'text', (column) =>
          column.notNull().references('cohorts.id').onDelete('cascade'),
        )
        .addColumn('participant', 'text', text)
        .addColumn('mentor', 'text', text)
        .addColumn('number', 'integer', text)
        .addColumn('kind', 'text', text)
        .addColumn('why', 'text', text)
        .addColumn('meeting', 'integer')
        .addColumn('held_on', 'text')
        .addColumn('at', 'text', text)
        .addPrimaryKeyConstraint('year_events_key', ['cohort_id', 'participant', 'mentor', 'number']),
    ),
    strict(
      ofPerson(schema.createTable('check_in_links'), 'check_in_links_person')
        .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
        .addColumn('made_at', 'text', text),
    ),
    schema
      .createIndex('check_in_links_of_person')
      .on('check_in_links')
      .columns(['cohort_id', 'side', 'person_id']),
    strict(
      ofPerson(schema.createTable('check_ins'), 'check_ins_person')
        .addColumn('partner_id', 'text', text)
        .addColumn('meeting', 'integer', (column) => column.notNull().check(sql`meeting >= 1`))
        .addColumn('held_on', 'text')
        .addColumn('rating', 'integer', (column) => column.check(sql`rating between 1 and 5`))
        .addColumn('needs_help', 'integer', (column) => column.notNull().check(sql`needs_help in (0, 1)`))
        .addColumn('goals_json', 'text', text)
        .addColumn('note', 'text', text)
        .addColumn('note_for', 'text', (column) =>
          column.notNull().check(sql`note_for in ('committee', 'me')`),
        )
        .addColumn('written_at', 'text', text)
        .addColumn('revision', 'integer', count)
        .addPrimaryKeyConstraint('check_ins_key', [
          'cohort_id',
          'side',
          'person_id',
          'partner_id',
          'meeting',
        ]),
    ),
    strict(
      ofPerson(schema.createTable('closing_surveys'), 'closing_surveys_person')
        .addColumn('partner_id', 'text', text)
        .addColumn('answers_json', 'text', text)
        .addColumn('written_at', 'text', text)
        .addColumn('revision', 'integer', count)
        .addPrimaryKeyConstraint('closing_surveys_key', ['cohort_id', 'side', 'person_id', 'partner_id']),
    ),
    strict(
      ofPerson(schema.createTable('reminders'), 'reminders_person')
        .addColumn('partner_id', 'text', text)
        .addColumn('what', 'text', (column) => column.notNull().check(sql`what in ('meeting', 'survey')`))
        .addColumn('due_on', 'text', text)
        .addColumn('way', 'text', (column) => column.notNull().check(sql`way in ('mail', 'file')`))
        .addColumn('sent_at', 'text', text)
        .addPrimaryKeyConstraint('reminders_key', [
          'cohort_id',
          'side',
          'person_id',
          'partner_id',
          'what',
          'due_on',
        ]),
    ),
  ],
};
