import type { Kysely } from 'kysely';
import type { Schedule, Templates } from '#solver/contract/api/announcement.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Tables } from './tables.ts';

/** What was last saved; the version counts up. */
export interface StoredAnnouncement {
  version: number;
  schedule: Schedule | null;
  templates: Templates;
}

export interface Announcements {
  of(cohortId: string): Promise<StoredAnnouncement | undefined>;
  put(cohortId: string, announcement: StoredAnnouncement): Promise<void>;
}

export function announcements(database: Kysely<Tables>): Announcements {
  return {
    async of(cohortId) {
      const row = await database
        .selectFrom('announcements')
        .select(['version', 'schedule_json', 'templates_json'])
        .where('cohort_id', '=', cohortId)
        .executeTakeFirst();
      if (!row) return undefined;
      return {
        version: row.version,
        schedule: row.schedule_json === null ? null : (JSON.parse(row.schedule_json) as Schedule),
        templates: JSON.parse(row.templates_json) as Templates,
      };
    },
    async put(cohortId, { version, schedule, templates }) {
      const values = {
        version,
        schedule_json: schedule && canonicalJson(schedule),
        templates_json: canonicalJson(templates),
        saved_at: new Date().toISOString(),
      };
      await database
        .insertInto('announcements')
        .values({ cohort_id: cohortId, ...values })
        .onConflict((conflict) => conflict.column('cohort_id').doUpdateSet(values))
        .execute();
    },
  };
}
