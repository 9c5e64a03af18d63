import type { Kysely } from 'kysely';
import type { Side } from '#solver/contract/identifier.ts';
import type { Couple } from '../year/facts.ts';
import { authorOf, coupleOf } from './check-ins.ts';
import type { Tables } from './tables.ts';

/** Somebody was reminded of something that was due. */
export interface StoredReminder extends Couple {
  side: Side;
  what: 'meeting' | 'survey';
  dueOn: string;
  way: 'mail' | 'file';
  sentAt: string;
}

export interface Reminders {
  of(cohortId: string): Promise<StoredReminder[]>;
  /** False where this person was reminded of this due date already, and then nothing is added. */
  add(cohortId: string, reminder: StoredReminder): Promise<boolean>;
}

export function reminders(database: Kysely<Tables>): Reminders {
  return {
    async of(cohortId) {
      const rows = await database
        .selectFrom('reminders')
        .selectAll()
        .where('cohort_id', '=', cohortId)
        .execute();
      return rows.map((row) => ({
        ...coupleOf(row),
        side: row.side,
        what: row.what,
        dueOn: row.due_on,
        way: row.way,
        sentAt: row.sent_at,
      }));
    },
    async add(cohortId, { what, dueOn, way, sentAt, side, ...couple }) {
      const added = await database
        .insertInto('reminders')
        .values({ cohort_id: cohortId, ...authorOf(couple, side), what, due_on: dueOn, way, sent_at: sentAt })
        .onConflict((conflict) => conflict.doNothing())
        .returning('what')
        .executeTakeFirst();
      return added !== undefined;
    },
  };
}
