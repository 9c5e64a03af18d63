import type { Kysely } from 'kysely';
import { compareIdentifiers } from '#solver/contract/identifier.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Tables } from './tables.ts';

/** An application as it is stored: answers stay text until somebody needs them. */
export interface StoredPerson {
  side: Side;
  id: string;
  name: string;
  /** Canonical JSON: field id -> answer. */
  valuesJson: string;
}

export interface People {
  /** Everybody of a cohort, sorted by id. */
  of(cohortId: string): Promise<StoredPerson[]>;
  /** Adds these people, or replaces their answers where they are known. */
  put(cohortId: string, people: readonly StoredPerson[]): Promise<void>;
}

export function people(database: Kysely<Tables>): People {
  return {
    async of(cohortId) {
      const rows = await database
        .selectFrom('applications')
        .select(['side', 'id', 'name', 'values_json as valuesJson'])
        .where('cohort_id', '=', cohortId)
        .execute();
      // Sorted here: databases order text by collations of their own.
      return rows.sort((a, b) => compareIdentifiers(a.id, b.id));
    },
    async put(cohortId, people) {
      for (const person of people) {
        await database
          .insertInto('applications')
          .values({
            cohort_id: cohortId,
            side: person.side,
            id: person.id,
            name: person.name,
            values_json: person.valuesJson,
          })
          .onConflict((conflict) =>
            conflict
              .columns(['cohort_id', 'side', 'id'])
              .doUpdateSet({ name: person.name, values_json: person.valuesJson }),
          )
          .execute();
      }
    },
  };
}
