import type { Kysely, Selectable } from 'kysely';
import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { MatchSetsTable, Tables } from './tables.ts';

export type StoredMatchSet = Selectable<MatchSetsTable>;

/** Match sets are added and read; nothing here changes one, and a trigger refuses those who try elsewhere. */
export interface MatchSets {
  /** Newest first, without their snapshots. */
  list(cohortId: string): Promise<MatchSetSummary[]>;
  get(id: string): Promise<StoredMatchSet | undefined>;
  add(matchSet: StoredMatchSet): Promise<void>;
}

export function matchSets(database: Kysely<Tables>): MatchSets {
  return {
    list: (cohortId) =>
      database
        .selectFrom('match_sets')
        .select([
          'id',
          'cohort_id as cohort',
          'name',
          'created_at as createdAt',
          'status',
          'matched',
          'mean_fit as meanFit',
          'cohort_version as cohortVersion',
          'input_hash as inputHash',
        ])
        .where('cohort_id', '=', cohortId)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute(),
    get: (id) => database.selectFrom('match_sets').selectAll().where('id', '=', id).executeTakeFirst(),
    async add(matchSet) {
      await database.insertInto('match_sets').values(matchSet).execute();
    },
  };
}
