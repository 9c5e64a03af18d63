import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Keys that every process over a store has to know. */
export interface Secrets {
  /** The secret of this name; `made` from now on, where there is none. */
  kept(name: string, made: string): Promise<string>;
  /** Nobody needs it any more. */
  remove(name: string): Promise<void>;
}

export function secrets(database: Kysely<Tables>): Secrets {
  return {
    async kept(name, made) {
      await database
        .insertInto('secrets')
        .values({ name, value: made })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      const { value } = await database
        .selectFrom('secrets')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      return value;
    },
    async remove(name) {
      await database.deleteFrom('secrets').where('name', '=', name).execute();
    },
  };
}
