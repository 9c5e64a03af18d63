import type { Kysely } from 'kysely';
import type { Side } from '#solver/contract/identifier.ts';
import type { SubmissionsTable, Tables } from './tables.ts';

/**
 * What came by a public form. `taken`: the application of the cohort is it. `repeated`: somebody of this address was there already, so it
 * waits for the committee. `put-aside`: the committee keeps the earlier one. `replaced`: a later one was taken.
 */
export type SubmissionState = SubmissionsTable['state'];

export interface StoredSubmission {
  id: string;
  cohortId: string;
  side: Side;
  personId: string;
  tokenHash: string;
  state: SubmissionState;
  /** Answers of those that are not taken; null where the application has them. */
  valuesJson: string | null;
  revision: number;
  submittedAt: string;
}

export interface Submissions {
  add(submission: StoredSubmission): Promise<void>;
  byToken(tokenHash: string): Promise<StoredSubmission | undefined>;
  /** Oldest first. */
  ofCohort(cohortId: string): Promise<StoredSubmission[]>;
  /** Counts the revision up. */
  change(id: string, change: Partial<Pick<StoredSubmission, 'state' | 'valuesJson'>>): Promise<void>;
  /** The link of whatever was taken of this person before ends. */
  replaceTaken(person: Pick<StoredSubmission, 'cohortId' | 'side' | 'personId'>): Promise<void>;
}

const COLUMNS = [
  'id',
  'cohort_id as cohortId',
  'side',
  'person_id as personId',
  'token_hash as tokenHash',
  'state',
  'values_json as valuesJson',
  'revision',
  'submitted_at as submittedAt',
] as const;

export function submissions(database: Kysely<Tables>): Submissions {
  return {
    async add({ id, cohortId, side, personId, tokenHash, state, valuesJson, revision, submittedAt }) {
      await database
        .insertInto('submissions')
        .values({
          id,
          cohort_id: cohortId,
          side,
          person_id: personId,
          token_hash: tokenHash,
          state,
          values_json: valuesJson,
          revision,
          submitted_at: submittedAt,
        })
        .execute();
    },
    byToken: (tokenHash) =>
      database
        .selectFrom('submissions')
        .select(COLUMNS)
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst(),
    ofCohort: (cohortId) =>
      database
        .selectFrom('submissions')
        .select(COLUMNS)
        .where('cohort_id', '=', cohortId)
        .orderBy('submitted_at')
        .orderBy('id')
        .execute(),
    async change(id, { state, valuesJson }) {
      await database
        .updateTable('submissions')
        .set((row) => ({
          revision: row('revision', '+', 1),
          ...(state !== undefined && { state }),
          ...(valuesJson !== undefined && { values_json: valuesJson }),
        }))
        .where('id', '=', id)
        .execute();
    },
    async replaceTaken({ cohortId, side, personId }) {
      await database
        .updateTable('submissions')
        .set({ state: 'replaced' })
        .where('cohort_id', '=', cohortId)
        .where('side', '=', side)
        .where('person_id', '=', personId)
        .where('state', '=', 'taken')
        .execute();
    },
  };
}
