import type { Kysely } from 'kysely';
import type { PersonState } from '#solver/contract/cohort.ts';
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

/** An application, and where it stands in its cohort. */
export interface KnownPerson extends StoredPerson {
  state: PersonState;
  /** Counts up with every change of this application. */
  revision: number;
  /** Stands for the person in a blind review; never changes. */
  number: number;
}

export interface People {
  /** Everybody of a cohort whatever their state, sorted by id. */
  of(cohortId: string): Promise<KnownPerson[]>;
  get(cohortId: string, side: Side, id: string): Promise<KnownPerson | undefined>;
  /** Adds these people, or replaces their answers where they are known; their state stays. */
  put(cohortId: string, people: readonly StoredPerson[]): Promise<void>;
  /** Writes answers and state of somebody who is known. */
  revise(cohortId: string, person: StoredPerson & Pick<KnownPerson, 'state'>): Promise<void>;
}

/** Rows in one statement. */
const ROWS = 200;

export function people(database: Kysely<Tables>): People {
  const known = (cohortId: string) =>
    database
      .selectFrom('applications')
      .select(['side', 'id', 'name', 'values_json as valuesJson', 'state', 'revision', 'number'])
      .where('cohort_id', '=', cohortId);
  return {
    async of(cohortId) {
      const rows = await known(cohortId).execute();
      // Sorted here: databases order text by collations of their own.
      return rows.sort((a, b) => compareIdentifiers(a.id, b.id));
    },
    get: (cohortId, side, id) =>
      known(cohortId).where('side', '=', side).where('id', '=', id).executeTakeFirst(),
    async put(cohortId, people) {
      const numbers = await newNumbers(database, cohortId, people);
      for (let from = 0; from < people.length; from += ROWS) {
        await database
          .insertInto('applications')
          .values(
            people.slice(from, from + ROWS).map((person) => ({
              cohort_id: cohortId,
              side: person.side,
              id: person.id,
              name: person.name,
              values_json: person.valuesJson,
              state: 'active' as const,
              revision: 1,
              number: numbers.get(keyOf(person)) ?? 0,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['cohort_id', 'side', 'id']).doUpdateSet((row) => ({
              name: row.ref('excluded.name'),
              values_json: row.ref('excluded.values_json'),
              revision: row('applications.revision', '+', 1),
            })),
          )
          .execute();
      }
    },
    async revise(cohortId, { side, id, name, valuesJson, state }) {
      await database
        .updateTable('applications')
        .set((row) => ({ name, values_json: valuesJson, state, revision: row('revision', '+', 1) }))
        .where('cohort_id', '=', cohortId)
        .where('side', '=', side)
        .where('id', '=', id)
        .execute();
    },
  };
}

/** Numbers for those who are not there yet, in the order of their ids: the order of a file may be that of names. */
async function newNumbers(
  database: Kysely<Tables>,
  cohortId: string,
  people: readonly StoredPerson[],
): Promise<Map<string, number>> {
  const rows = await database
    .selectFrom('applications')
    .select(['side', 'id', 'number'])
    .where('cohort_id', '=', cohortId)
    .execute();
  const known = new Set(rows.map(keyOf));
  const last = { participant: 0, mentor: 0 };
  for (const { side, number } of rows) last[side] = Math.max(last[side], number);
  const news = people.filter((person) => !known.has(keyOf(person)));
  return new Map(
    news
      .toSorted((a, b) => compareIdentifiers(a.id, b.id))
      .map((person) => [keyOf(person), (last[person.side] += 1)]),
  );
}

function keyOf({ side, id }: { side: Side; id: string }): string {
  return `${side} ${id}`;
}
