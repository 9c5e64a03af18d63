import type { Kysely } from 'kysely';
import type { ApplicationKey } from './erasure.ts';
import type { Tables } from './tables.ts';

/** Who has been given a link to the check-in page. Of a link's token the hash is kept; what was taken back is gone. */
export interface CheckInLinks {
  add(person: ApplicationKey, tokenHash: string, madeAt: string): Promise<void>;
  byToken(tokenHash: string): Promise<ApplicationKey | undefined>;
  /** People of a cohort with a link that stands. */
  holders(cohortId: string): Promise<Omit<ApplicationKey, 'cohortId'>[]>;
  /** Ends all links of a person but the newest so many; gives how many ended. */
  endAllBut(person: ApplicationKey, newest: number): Promise<number>;
}

export function checkInLinks(database: Kysely<Tables>): CheckInLinks {
  return {
    async add({ cohortId, side, id }, tokenHash, madeAt) {
      await database
        .insertInto('check_in_links')
        .values({ cohort_id: cohortId, side, person_id: id, token_hash: tokenHash, made_at: madeAt })
        .execute();
    },
    byToken: (tokenHash) =>
      database
        .selectFrom('check_in_links')
        .select(['cohort_id as cohortId', 'side', 'person_id as id'])
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst(),
    holders: (cohortId) =>
      database
        .selectFrom('check_in_links')
        .select(['side', 'person_id as id'])
        .distinct()
        .where('cohort_id', '=', cohortId)
        .execute(),
    async endAllBut({ cohortId, side, id }, newest) {
      const rows = await database
        .selectFrom('check_in_links')
        .select('token_hash')
        .where('cohort_id', '=', cohortId)
        .where('side', '=', side)
        .where('person_id', '=', id)
        .orderBy('made_at', 'desc')
        .orderBy('token_hash')
        .execute();
      const ended = rows.slice(newest).map((row) => row.token_hash);
      if (ended.length > 0)
        await database.deleteFrom('check_in_links').where('token_hash', 'in', ended).execute();
      return ended.length;
    },
  };
}
