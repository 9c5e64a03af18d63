import { sql } from 'kysely';
import type { ColumnDefinitionBuilder } from 'kysely';
import type { Migration } from '../migration.ts';

const text = (column: ColumnDefinitionBuilder) => column.notNull();
const owned = (table: string) => (column: ColumnDefinitionBuilder) =>
  column.notNull().references(`${table}.id`).onDelete('cascade');

/** How a match set was made; a committee's members, proposals and answers; what was published. */
export const committeeTables: Migration = {
  name: '0004-committee',
  statements: ({ schema, strict, refuse }) => [
    sql`
      alter table match_sets add column kind text not null default 'best' check (kind in
        ('best', 'greedy', 'stable', 'random', 'earlier', 'hand', 'combination', 'frontier'))
    `,
    strict(
      schema
        .createTable('members')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('cohort_id', 'text', owned('cohorts'))
        .addColumn('name', 'text', text)
        .addColumn('name_key', 'text', text)
        .addColumn('known_by', 'text', text)
        .addColumn('joined_at', 'text', text)
        .addUniqueConstraint('members_by_name', ['cohort_id', 'name_key'])
        .addUniqueConstraint('members_by_key', ['cohort_id', 'known_by']),
    ),
    strict(
      schema
        .createTable('proposals')
        .addColumn('id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('cohort_id', 'text', owned('cohorts'))
        .addColumn('match_set_id', 'text', owned('match_sets'))
        .addColumn('why', 'text', text)
        .addColumn('proposed_by', 'text', owned('members'))
        .addColumn('proposed_at', 'text', text)
        .addColumn('revealed_by', 'text', (column) => column.references('members.id'))
        .addColumn('revealed_at', 'text')
        .addColumn('outcome', 'text', (column) => column.check(sql`outcome in ('adopted', 'withdrawn')`))
        .addColumn('outcome_why', 'text')
        .addColumn('decided_by', 'text', (column) => column.references('members.id'))
        .addColumn('decided_at', 'text'),
    ),
    schema.createIndex('proposals_of_cohort').on('proposals').columns(['cohort_id', 'proposed_at']),
    strict(
      schema
        .createTable('proposal_answers')
        .addColumn('proposal_id', 'text', owned('proposals'))
        .addColumn('member_id', 'text', owned('members'))
        .addColumn('stand', 'text', (column) =>
          column.notNull().check(sql`stand in ('consent', 'objection')`),
        )
        .addColumn('reason', 'text', text)
        .addColumn('participant', 'text')
        .addColumn('mentor', 'text')
        .addColumn('answered_at', 'text', text)
        .addPrimaryKeyConstraint('proposal_answers_key', ['proposal_id', 'member_id']),
    ),
    strict(
      schema
        .createTable('publications')
        .addColumn('cohort_id', 'text', owned('cohorts'))
        .addColumn('version', 'integer', (column) => column.notNull().check(sql`version >= 1`))
        .addColumn('match_set_id', 'text', owned('match_sets'))
        .addColumn('why', 'text', text)
        .addColumn('published_by', 'text', owned('members'))
        .addColumn('published_at', 'text', text)
        .addColumn('proposal_id', 'text', (column) => column.references('proposals.id'))
        .addPrimaryKeyConstraint('publications_key', ['cohort_id', 'version']),
    ),
    refuse({
      name: 'publications_are_immutable',
      before: 'update',
      on: 'publications',
      message: 'a published version is immutable',
    }),
    refuse({
      name: 'answers_come_before_the_reveal',
      before: 'insert',
      on: 'proposal_answers',
      when: `(select revealed_at from proposals where id = new.proposal_id) is not null`,
      message: 'the proposal is revealed',
    }),
    refuse({
      name: 'answers_are_closed_by_the_reveal',
      before: 'update',
      on: 'proposal_answers',
      when: `(select revealed_at from proposals where id = old.proposal_id) is not null`,
      message: 'an answer stands once the proposal is revealed',
    }),
  ],
};
