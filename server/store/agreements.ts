import type { Kysely } from 'kysely';
import type { Agreement } from '#solver/contract/api/cohorts.ts';
import type { Tables } from './tables.ts';

/** What has to be solved once more. */
export interface UnconfirmedMatchSet {
  id: string;
  problem_json: string;
  outcome_json: string;
  matching_json: string;
}

export interface Agreements {
  of(matchSetId: string): Promise<Agreement | undefined>;
  /** The newest best match that no second engine has looked at; a match that was made otherwise claims nothing that could be confirmed. */
  nextUnconfirmed(): Promise<UnconfirmedMatchSet | undefined>;
  /** The first one stays. */
  add(matchSetId: string, agreement: Agreement): Promise<void>;
}

export function agreements(database: Kysely<Tables>): Agreements {
  return {
    of: (matchSetId) =>
      database
        .selectFrom('agreements')
        .select(['engine', 'version', 'verdict', 'matched', 'score', 'taken_at as takenAt'])
        .where('match_set_id', '=', matchSetId)
        .executeTakeFirst(),
    nextUnconfirmed: () =>
      database
        .selectFrom('match_sets')
        .leftJoin('agreements', 'agreements.match_set_id', 'match_sets.id')
        .select([
          'match_sets.id',
          'match_sets.problem_json',
          'match_sets.outcome_json',
          'match_sets.matching_json',
        ])
        .where('agreements.match_set_id', 'is', null)
        .where('match_sets.kind', '=', 'best')
        .orderBy('match_sets.created_at', 'desc')
        .orderBy('match_sets.id')
        .limit(1)
        .executeTakeFirst(),
    async add(matchSetId, { takenAt, ...agreement }) {
      await database
        .insertInto('agreements')
        .values({ match_set_id: matchSetId, ...agreement, taken_at: takenAt })
        .onConflict((conflict) => conflict.column('match_set_id').doNothing())
        .execute();
    },
  };
}
