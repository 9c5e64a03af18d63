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
  /** Ids of best matches that no second engine has looked at, newest first; a match that was made otherwise claims nothing that could be confirmed. */
  unconfirmed(): Promise<string[]>;
  toConfirm(matchSetId: string): Promise<UnconfirmedMatchSet | undefined>;
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
    async unconfirmed() {
      const rows = await database
        .selectFrom('match_sets')
        .leftJoin('agreements', 'agreements.match_set_id', 'match_sets.id')
        .select('match_sets.id')
        .where('agreements.match_set_id', 'is', null)
        .where('match_sets.kind', '=', 'best')
        .orderBy('match_sets.created_at', 'desc')
        .orderBy('match_sets.id')
        .execute();
      return rows.map(({ id }) => id);
    },
    toConfirm: (matchSetId) =>
      database
        .selectFrom('match_sets')
        .select(['id', 'problem_json', 'outcome_json', 'matching_json'])
        .where('id', '=', matchSetId)
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
