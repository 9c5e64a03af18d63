import type { Kysely } from 'kysely';
import type { PersonChange } from '#solver/contract/api/people.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { canonicalJson } from './canonical-json.ts';
import type { PersonChangesTable, Tables } from './tables.ts';

/** A change of somebody's application. */
export interface StoredChange extends PersonChange {
  side: Side;
  person: string;
}

export interface PersonChanges {
  add(cohortId: string, changes: readonly StoredChange[]): Promise<void>;
  /** Of everybody in a cohort, in the order in which it was done. */
  ofCohort(cohortId: string): Promise<StoredChange[]>;
  /** What became of an application after a revision, newest first. */
  after(cohortId: string, side: Side, person: string, revision: number): Promise<PersonChange[]>;
}

/** Rows in one statement. */
const ROWS = 200;

export function personChanges(database: Kysely<Tables>): PersonChanges {
  return {
    async add(cohortId, changes) {
      for (let from = 0; from < changes.length; from += ROWS) {
        const rows = changes.slice(from, from + ROWS).map((change) => toRow(cohortId, change));
        await database.insertInto('person_changes').values(rows).execute();
      }
    },
    async ofCohort(cohortId) {
      const rows = await database
        .selectFrom('person_changes')
        .selectAll()
        .where('cohort_id', '=', cohortId)
        .orderBy('changed_at')
        .orderBy('person_id')
        .orderBy('revision')
        .execute();
      return rows.map((row) => ({ side: row.side, person: row.person_id, ...fromRow(row) }));
    },
    async after(cohortId, side, person, revision) {
      const rows = await database
        .selectFrom('person_changes')
        .selectAll()
        .where('cohort_id', '=', cohortId)
        .where('side', '=', side)
        .where('person_id', '=', person)
        .where('revision', '>', revision)
        .orderBy('revision', 'desc')
        .execute();
      return rows.map(fromRow);
    },
  };
}

function toRow(cohortId: string, { side, person, at, changes, ...change }: StoredChange): PersonChangesTable {
  return {
    ...change,
    cohort_id: cohortId,
    side,
    person_id: person,
    changed_at: at,
    changes_json: canonicalJson(changes),
  };
}

function fromRow({ revision, cause, why, author, state, changed_at, changes_json }: PersonChangesTable) {
  const changes = JSON.parse(changes_json) as PersonChange['changes'];
  return { revision, cause, why, author, state, at: changed_at, changes };
}
