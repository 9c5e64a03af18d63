import { sql } from 'kysely';
import type { Migration } from '../migration.ts';

/** Names of match sets stand apart, so that somebody can be erased from a set that never changes. */
export const namesApart: Migration = {
  name: '0012-names-apart',
  statements: ({ schema, strict }) => [
    strict(
      schema
        .createTable('match_set_names')
        .addColumn('match_set_id', 'text', (column) =>
          column.primaryKey().notNull().references('match_sets.id').onDelete('cascade'),
        )
        .addColumn('names_json', 'text', (column) => column.notNull())
        .addColumn('names_salt', 'text')
        .addColumn('names_hash', 'text'),
    ),
    sql`insert into match_set_names (match_set_id, names_json) select id, names_json from match_sets`,
    schema.alterTable('match_sets').dropColumn('names_json'),
  ],
};
