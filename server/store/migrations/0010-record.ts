import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import { NO_ENTRY } from '../record.ts';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();

/** Who did what and why, as a chain. Names and reasons stand beside what is hashed, so that they can be erased. */
export const recordTables: Migration = {
  name: '0010-record',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('record_entries')
        .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
        .addColumn('hash', 'text', (column) => column.notNull().unique())
        .addColumn('cohort_id', 'text')
        .addColumn('about', 'text', text)
        .addColumn('entry_json', 'text', text)
        .addColumn('texts_json', 'text'),
    ),
    schema.createIndex('record_of_cohort').on('record_entries').columns(['cohort_id', 'number']),
    strict(
      schema
        .createTable('record_head')
        .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
        .addColumn('number', 'integer', text)
        .addColumn('hash', 'text', text),
    ),
    sql`insert into record_head (id, number, hash) values (1, 0, ${sql.lit(NO_ENTRY)})`,
  ],
};
