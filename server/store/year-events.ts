import type { Kysely } from 'kysely';
import type { Couple, StoredEvent } from '../year/facts.ts';
import type { Tables } from './tables.ts';

/** What the committee wrote down about relationships; events are added and read. */
export interface YearEvents {
  /** Of a cohort, oldest first. */
  of(cohortId: string): Promise<(Couple & StoredEvent)[]>;
  /** Within a transaction. `number`: how many there are of the pair with this one. */
  add(cohortId: string, couple: Couple, event: StoredEvent & { number: number }): Promise<void>;
}

export function yearEvents(database: Kysely<Tables>): YearEvents {
  return {
    of: (cohortId) =>
      database
        .selectFrom('year_events')
        .select(['participant', 'mentor', 'kind', 'why', 'meeting', 'held_on as heldOn', 'at'])
        .where('cohort_id', '=', cohortId)
        .orderBy('at')
        .orderBy('number')
        .execute(),
    async add(cohortId, { participant, mentor }, { number, kind, why, meeting, heldOn, at }) {
      await database
        .insertInto('year_events')
        .values({ cohort_id: cohortId, participant, mentor, number, kind, why, meeting, held_on: heldOn, at })
        .execute();
    },
  };
}
