import { sql } from 'kysely';
import type { Migration } from '../migration.ts';

/** What a second engine says of a match set: beside it, because the set itself never changes. */
export const agreementsTable: Migration = {
  name: '0002-agreements',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('agreements')
        .addColumn('match_set_id', 'text', (column) =>
          column.primaryKey().notNull().references('match_sets.id').onDelete('cascade'),
        )
        .addColumn('engine', 'text', (column) => column.notNull())
        .addColumn('version', 'text')
        .addColumn('verdict', 'text', (column) =>
          column.notNull().check(sql`verdict in ('agrees', 'differs', 'unsettled')`),
        )
        .addColumn('matched', 'integer')
        .addColumn('score', 'integer')
        .addColumn('taken_at', 'text', (column) => column.notNull()),
    ),
  ],
};
