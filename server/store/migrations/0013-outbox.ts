import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();

/** Letters on their way by mail, and what became of them. A letter to somebody who is erased goes with them. */
export const outboxTable: Migration = {
  name: '0013-outbox',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('outbox')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('kind', 'text', text)
        .addColumn('occasion', 'text', text)
        .addColumn('cohort_id', 'text', (column) => column.references('cohorts.id').onDelete('cascade'))
        .addColumn('side', 'text')
        .addColumn('person_id', 'text')
        .addColumn('name', 'text', text)
        .addColumn('address', 'text', text)
        .addColumn('mailbox', 'text', text)
        .addColumn('content_json', 'text')
        .addColumn('state', 'text', (column) =>
          column.notNull().check(sql`state in ('queued', 'sending', 'sent', 'failed', 'perhaps')`),
        )
        .addColumn('reason', 'text')
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('queued_at', 'text', text)
        .addColumn('due_at', 'text', text)
        .addColumn('changed_at', 'text', text)
        .addForeignKeyConstraint(
          'outbox_person',
          ['cohort_id', 'side', 'person_id'],
          'applications',
          ['cohort_id', 'side', 'id'],
          (key) => key.onDelete('cascade').onUpdate('cascade'),
        ),
    ),
    schema.createIndex('outbox_due').on('outbox').columns(['state', 'due_at']),
    schema.createIndex('outbox_of_cohort').on('outbox').columns(['cohort_id', 'kind']),
    schema.createIndex('outbox_of_mailbox').on('outbox').columns(['kind', 'mailbox']),
  ],
};
