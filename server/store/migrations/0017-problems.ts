import { sql } from 'kysely';
import type { Migration } from '../migration.ts';

/** Problem files and their results, in parts that no process ever holds as one text. */
export const problemTables: Migration = {
  name: '0017-problems',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('problems')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('ask_json', 'text', (column) => column.notNull())
        .addColumn('progress_json', 'text'),
    ),
    strict(
      schema
        .createTable('problem_parts')
        .addColumn('problem_id', 'text', (column) =>
          column.notNull().references('problems.id').onDelete('cascade'),
        )
        .addColumn('file', 'text', (column) => column.notNull().check(sql`file in ('problem', 'result')`))
        .addColumn('part', 'integer', (column) => column.notNull().check(sql`part >= 0`))
        .addColumn('bytes', 'integer', (column) => column.notNull())
        .addColumn('content', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('problem_parts_key', ['problem_id', 'file', 'part']),
    ),
  ],
};
