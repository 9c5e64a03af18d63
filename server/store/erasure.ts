import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Side } from '#solver/contract/identifier.ts';
import { isPostgres } from './dialects.ts';
import type { Tables } from './tables.ts';
import { rewriteAnswers, rewritePublications } from './written-texts.ts';

/** One application of somebody. */
export interface ApplicationKey {
  cohortId: string;
  side: Side;
  id: string;
}

/** Columns in which people write, and so may name others. Match sets and the record are not among them: they never change. */
const WRITTEN_IN = [
  ['applications', 'values_json'],
  ['person_changes', 'changes_json'],
  ['person_changes', 'why'],
  ['submissions', 'values_json'],
  ['comments', 'body'],
  ['proposals', 'why'],
  ['proposals', 'outcome_why'],
  ['announcements', 'templates_json'],
  ['outbox', 'name'],
  ['outbox', 'address'],
  ['outbox', 'mailbox'],
  ['outbox', 'reason'],
  ['year_events', 'why'],
  ['check_ins', 'note'],
  ['check_ins', 'goals_json'],
  ['closing_surveys', 'answers_json'],
] as const;

export interface Erasure {
  /** Takes an application away, with its history and with what was written about it. */
  remove(key: ApplicationKey): Promise<void>;
  /** Cohorts in whose applications a text stands. */
  cohortsNaming(text: string): Promise<string[]>;
  /** Puts other words in the place of a text wherever somebody may have written it. */
  replace(text: string, by: string): Promise<void>;
  /** Numbers of entries of the record whose name or reason holds a text. */
  recordNaming(text: string): Promise<number[]>;
  /** Takes a person's name from a match set. `hash` stands for the names as they were saved. */
  forgetName(matchSetId: string, namesJson: string, hash: string): Promise<void>;
  /** What was overwritten is gone from the disk as well: nothing stays in the log of the embedded store. Not within a transaction. */
  settle(): Promise<void>;
}

export function erasure(database: Kysely<Tables>): Erasure {
  return {
    async remove({ cohortId, side, id }) {
      await database
        .deleteFrom('applications')
        .where('cohort_id', '=', cohortId)
        .where('side', '=', side)
        .where('id', '=', id)
        .execute();
      await database
        .deleteFrom('person_changes')
        .where('cohort_id', '=', cohortId)
        .where('side', '=', side)
        .where('person_id', '=', id)
        .execute();
      await database.deleteFrom('comments').where('cohort_id', '=', cohortId).where(side, '=', id).execute();
    },
    async cohortsNaming(text) {
      const rows = await database
        .selectFrom('applications')
        .select('cohort_id')
        .distinct()
        .where(sql<boolean>`values_json like ${`%${escaped(text)}%`} escape '\\'`)
        .execute();
      return rows.map((row) => row.cohort_id);
    },
    async replace(text, by) {
      for (const [table, column] of WRITTEN_IN)
        await sql`
          update ${sql.table(table)} set ${sql.ref(column)} = replace(${sql.ref(column)}, ${inJson(text)}, ${by})
          where ${sql.ref(column)} like ${`%${escaped(text)}%`} escape '\\'
        `.execute(database);
      const change = (written: string) => written.replaceAll(text, by);
      await rewriteAnswers(database, change);
      await rewritePublications(database, change);
    },
    async recordNaming(text) {
      const rows = await database.selectFrom('record_entries').select(['number', 'texts_json']).execute();
      return rows.filter((row) => row.texts_json?.includes(inJson(text))).map(({ number }) => number);
    },
    async forgetName(matchSetId, namesJson, hash) {
      await database
        .updateTable('match_set_names')
        .set({ names_json: namesJson, names_hash: hash, names_salt: null })
        .where('match_set_id', '=', matchSetId)
        .execute();
    },
    async settle() {
      if (!isPostgres(database)) await sql`pragma wal_checkpoint(truncate)`.execute(database);
    },
  };
}

/** As the text stands within a JSON string; plain text without quotes stands as it is. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function escaped(text: string): string {
  return inJson(text).replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`);
}
