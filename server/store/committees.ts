import type { Kysely } from 'kysely';
import type { Member } from '#solver/contract/api/committee.ts';
import type { Tables } from './tables.ts';

export interface NewMember extends Member {
  cohortId: string;
  /** What makes two names the same. */
  nameKey: string;
  /** By what the member is known again; holds no secret. */
  key: string;
}

export interface Committees {
  /** The members of a cohort's committee, by name. */
  members(cohortId: string): Promise<Member[]>;
  byKey(cohortId: string, key: string): Promise<Member | undefined>;
  /** False where somebody of the committee has this name. */
  add(member: NewMember): Promise<boolean>;
}

export function committees(database: Kysely<Tables>): Committees {
  const members = (cohortId: string) =>
    database.selectFrom('members').select(['id', 'name']).where('cohort_id', '=', cohortId);
  return {
    members: (cohortId) => members(cohortId).orderBy('name_key').execute(),
    byKey: (cohortId, key) => members(cohortId).where('known_by', '=', key).executeTakeFirst(),
    async add({ id, name, cohortId, nameKey, key }) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('members')
        .values({
          id,
          name,
          cohort_id: cohortId,
          name_key: nameKey,
          known_by: key,
          joined_at: new Date().toISOString(),
        })
        .onConflict((conflict) => conflict.columns(['cohort_id', 'name_key']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
