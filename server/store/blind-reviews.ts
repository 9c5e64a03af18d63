import type { Kysely } from 'kysely';
import type { Blindness } from '#solver/contract/api/cohorts.ts';
import { compiledOnce } from './compiled-once.ts';
import type { Tables } from './tables.ts';

/** Who looks at which cohort without names. */
export interface BlindReviews {
  /** `account` is who looks; undefined where nobody signs in. */
  of(cohortId: string, account: string | undefined): Promise<Blindness>;
  setCohort(cohortId: string, on: boolean): Promise<void>;
  setAccount(cohortId: string, account: string, on: boolean): Promise<void>;
}

export function blindReviews(database: Kysely<Tables>): BlindReviews {
  const cohortById = compiledOnce(database, (id: string) =>
    database.selectFrom('cohorts').select('blind').where('id', '=', id),
  );
  const reviewer = compiledOnce(database, (cohortId: string, account: string) =>
    database
      .selectFrom('blind_reviewers')
      .select('account_id')
      .where('cohort_id', '=', cohortId)
      .where('account_id', '=', account),
  );
  return {
    async of(cohortId, account) {
      const cohort = await cohortById(cohortId);
      const yours = account !== undefined && (await reviewer(cohortId, account));
      return { cohort: cohort?.blind === 1, yours: Boolean(yours) };
    },
    async setCohort(cohortId, on) {
      await database
        .updateTable('cohorts')
        .set({ blind: on ? 1 : 0 })
        .where('id', '=', cohortId)
        .execute();
    },
    async setAccount(cohortId, account, on) {
      const row = { cohort_id: cohortId, account_id: account };
      if (on)
        await database
          .insertInto('blind_reviewers')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      else
        await database
          .deleteFrom('blind_reviewers')
          .where('cohort_id', '=', cohortId)
          .where('account_id', '=', account)
          .execute();
    },
  };
}
