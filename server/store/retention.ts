import type { Kysely } from 'kysely';
import type { Held } from '#solver/contract/api/retention.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Tables } from './tables.ts';
import { rewriteAnswers, rewritePublications } from './written-texts.ts';
import type { Rewriting } from './written-texts.ts';

export interface Retention {
  /** What a cohort holds of people. */
  held(cohortId: string): Promise<Held>;
  /** Takes all applications of a cohort away, with their history, what came by the forms, what they reported, comments, and what was sent by mail. */
  removePeople(cohortId: string): Promise<void>;
  /** Rewrites what a committee wrote in a cohort beside comments: reasons, letters, and what it noted of the year. */
  rewrite(cohortId: string, change: Rewriting): Promise<void>;
  /** Takes names and reasons from a cohort's entries of the record where rewriting would change them; their hashes stay. */
  eraseRecordTexts(cohortId: string, change: Rewriting): Promise<void>;
}

/** Tables in which every row of a cohort is about somebody. */
type OfPeople =
  | 'applications'
  | 'submissions'
  | 'person_changes'
  | 'comments'
  | 'check_ins'
  | 'closing_surveys'
  | 'reminders'
  | 'outbox';

export function retention(database: Kysely<Tables>): Retention {
  return {
    async held(cohortId) {
      const count = async (table: OfPeople) => {
        const row = await database
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('count'))
          .where('cohort_id', '=', cohortId)
          .executeTakeFirstOrThrow();
        return Number(row.count);
      };
      const sets = await database
        .selectFrom('match_set_names')
        .innerJoin('match_sets', 'match_sets.id', 'match_set_names.match_set_id')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('cohort_id', '=', cohortId)
        .where('names_json', '<>', '{}')
        .executeTakeFirstOrThrow();
      return {
        applications: await count('applications'),
        submissions: await count('submissions'),
        changes: await count('person_changes'),
        comments: await count('comments'),
        checkIns: await count('check_ins'),
        surveys: await count('closing_surveys'),
        reminders: await count('reminders'),
        letters: await count('outbox'),
        sets: Number(sets.count),
      };
    },
    async removePeople(cohortId) {
      for (const table of ['applications', 'person_changes', 'comments', 'outbox'] as const)
        await database.deleteFrom(table).where('cohort_id', '=', cohortId).execute();
    },
    async rewrite(cohortId, change) {
      await rewriteProposals(database, change, cohortId);
      await rewriteAnswers(database, change, { cohortId });
      await rewritePublications(database, change, { cohortId });
      await rewriteLetters(database, change, cohortId);
      await rewriteYear(database, change, cohortId);
    },
    async eraseRecordTexts(cohortId, change) {
      const entries = await database
        .selectFrom('record_entries')
        .select(['number', 'texts_json'])
        .where('cohort_id', '=', cohortId)
        .where('texts_json', 'is not', null)
        .execute();
      for (const { number, texts_json: json } of entries) {
        const { name = '', reason = '' } = JSON.parse(json ?? '{}') as { name?: string; reason?: string };
        if (change(name) === name && change(reason) === reason) continue;
        await database
          .updateTable('record_entries')
          .set({ texts_json: null })
          .where('number', '=', number)
          .execute();
      }
    },
  };
}

async function rewriteProposals(
  database: Kysely<Tables>,
  change: Rewriting,
  cohortId: string,
): Promise<void> {
  const rows = await database
    .selectFrom('proposals')
    .select(['id', 'why', 'outcome_why'])
    .where('cohort_id', '=', cohortId)
    .execute();
  for (const { id, why, outcome_why: outcomeWhy } of rows) {
    const texts = { why: change(why), outcome_why: outcomeWhy === null ? null : change(outcomeWhy) };
    await database.updateTable('proposals').set(texts).where('id', '=', id).execute();
  }
}

async function rewriteLetters(database: Kysely<Tables>, change: Rewriting, cohortId: string): Promise<void> {
  const row = await database
    .selectFrom('announcements')
    .select('templates_json')
    .where('cohort_id', '=', cohortId)
    .executeTakeFirst();
  if (!row) return;
  const templates = Object.entries(JSON.parse(row.templates_json) as Record<string, string>);
  const templates_json = canonicalJson(
    Object.fromEntries(templates.map(([side, text]) => [side, change(text)])),
  );
  await database
    .updateTable('announcements')
    .set({ templates_json })
    .where('cohort_id', '=', cohortId)
    .execute();
}

async function rewriteYear(database: Kysely<Tables>, change: Rewriting, cohortId: string): Promise<void> {
  const rows = await database
    .selectFrom('year_events')
    .select(['participant', 'mentor', 'number', 'why'])
    .where('cohort_id', '=', cohortId)
    .execute();
  for (const { participant, mentor, number, why } of rows)
    await database
      .updateTable('year_events')
      .set({ why: change(why) })
      .where('cohort_id', '=', cohortId)
      .where('participant', '=', participant)
      .where('mentor', '=', mentor)
      .where('number', '=', number)
      .execute();
}
