import type { Kysely, Selectable } from 'kysely';
import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { MatchSetsTable, Tables } from './tables.ts';

export type StoredMatchSet = Selectable<MatchSetsTable>;

/** Match sets are added and read; nothing here changes one, and a trigger refuses those who try elsewhere. */
export interface MatchSets {
  /** Newest first, without their snapshots. */
  list(cohortId: string): Promise<MatchSetSummary[]>;
  get(id: string): Promise<StoredMatchSet | undefined>;
  /** The cohort of a set. */
  cohortOf(id: string): Promise<string | undefined>;
  add(matchSet: StoredMatchSet): Promise<void>;
}

export function matchSets(database: Kysely<Tables>): MatchSets {
  return {
    async list(cohortId) {
      const rows = await database
        .selectFrom('match_sets')
        .leftJoin('agreements', 'agreements.match_set_id', 'match_sets.id')
        .select(({ selectFrom, ref }) => [
          'match_sets.id',
          'match_sets.cohort_id as cohort',
          'match_sets.name',
          'match_sets.created_at as createdAt',
          'match_sets.status',
          'match_sets.matched',
          'match_sets.mean_fit as meanFit',
          'match_sets.cohort_version as cohortVersion',
          'match_sets.input_hash as inputHash',
          'match_sets.kind',
          selectFrom('publications')
            .select(({ fn }) => fn.max('publications.version').as('version'))
            .where('publications.match_set_id', '=', ref('match_sets.id'))
            .as('publishedVersion'),
          'agreements.engine',
          'agreements.version',
          'agreements.verdict',
          'agreements.matched as agreedMatched',
          'agreements.score',
          'agreements.taken_at as takenAt',
        ])
        .where('match_sets.cohort_id', '=', cohortId)
        .orderBy('match_sets.created_at', 'desc')
        .orderBy('match_sets.id')
        .execute();
      return rows.map(({ engine, version, verdict, agreedMatched, score, takenAt, ...set }) => ({
        ...set,
        agreement:
          engine !== null && verdict !== null && takenAt !== null
            ? { engine, version, verdict, matched: agreedMatched, score, takenAt }
            : null,
      }));
    },
    get: (id) => database.selectFrom('match_sets').selectAll().where('id', '=', id).executeTakeFirst(),
    async cohortOf(id) {
      const row = await database
        .selectFrom('match_sets')
        .select('cohort_id')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.cohort_id;
    },
    async add(matchSet) {
      await database.insertInto('match_sets').values(matchSet).execute();
    },
  };
}
