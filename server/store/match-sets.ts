import type { Kysely, Selectable } from 'kysely';
import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { MatchSetNamesTable, MatchSetsTable, Tables } from './tables.ts';

/** A set with the names of its day, which stand apart because a person can be erased from them. */
export type StoredMatchSet = Selectable<MatchSetsTable> &
  Omit<Selectable<MatchSetNamesTable>, 'match_set_id'>;

/** Match sets are added and read; nothing here changes one, and a trigger refuses those who try elsewhere. */
export interface MatchSets {
  /** Newest first, without their snapshots. */
  list(cohortId: string): Promise<MatchSetSummary[]>;
  get(id: string): Promise<StoredMatchSet | undefined>;
  /** The cohort of a set. */
  cohortOf(id: string): Promise<string | undefined>;
  /** Ids of the sets that may hold the name of an application. */
  naming(applicationId: string): Promise<string[]>;
  /** Within a transaction. */
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
    get: (id) =>
      database
        .selectFrom('match_sets')
        .innerJoin('match_set_names', 'match_set_names.match_set_id', 'match_sets.id')
        .selectAll('match_sets')
        .select(['names_json', 'names_salt', 'names_hash'])
        .where('match_sets.id', '=', id)
        .executeTakeFirst(),
    async naming(applicationId) {
      const rows = await database
        .selectFrom('match_set_names')
        .select('match_set_id')
        .where('names_json', 'like', `%"${applicationId}":%`)
        .execute();
      return rows.map((row) => row.match_set_id);
    },
    async cohortOf(id) {
      const row = await database
        .selectFrom('match_sets')
        .select('cohort_id')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.cohort_id;
    },
    async add(matchSet) {
      const { names_json, names_salt, names_hash, ...set } = matchSet;
      await database.insertInto('match_sets').values(set).execute();
      await database
        .insertInto('match_set_names')
        .values({ match_set_id: set.id, names_json, names_salt, names_hash })
        .execute();
    },
  };
}
