import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export interface StoredPolicy {
  version: number;
  /** Canonical JSON. */
  policyJson: string;
}

export interface Policies {
  /** The policy in force: the one of the highest version. */
  current(cohortId: string): Promise<StoredPolicy | undefined>;
  /** Every version, oldest first. */
  all(cohortId: string): Promise<{ version: number; createdAt: string; policy: unknown }[]>;
  /** Adds a version; earlier ones stay. */
  add(cohortId: string, policy: StoredPolicy): Promise<void>;
}

export function policies(database: Kysely<Tables>): Policies {
  return {
    current: (cohortId) =>
      database
        .selectFrom('policies')
        .select(['version', 'policy_json as policyJson'])
        .where('cohort_id', '=', cohortId)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst(),
    async all(cohortId) {
      const rows = await database
        .selectFrom('policies')
        .select(['version', 'policy_json', 'created_at'])
        .where('cohort_id', '=', cohortId)
        .orderBy('version')
        .execute();
      return rows.map(({ version, policy_json, created_at }) => ({
        version,
        createdAt: created_at,
        policy: JSON.parse(policy_json) as unknown,
      }));
    },
    async add(cohortId, { version, policyJson }) {
      await database
        .insertInto('policies')
        .values({
          cohort_id: cohortId,
          version,
          policy_json: policyJson,
          created_at: new Date().toISOString(),
        })
        .execute();
    },
  };
}
