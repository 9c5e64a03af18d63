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
  /** Takes the place of an earlier one of the same due date, which did not arrive. */
  keep(cohortId: string, reminder: StoredReminder): Promise<void>;
}

export function reminders(database: Kysely<Tables>): Reminders {
  return {
    async of(cohortId) {
      const rows = await database
        .selectFrom('reminders')
        .selectAll()
        .where('cohort_id', '=', cohortId)
        .orderBy('due_on')
        .orderBy('what')
        .orderBy('side')
        .orderBy('person_id')
        .orderBy('partner_id')
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
    async keep(cohortId, { what, dueOn, way, sentAt, side, ...couple }) {
      const told = { way, sent_at: sentAt };
      await database
        .insertInto('reminders')
        .values({ cohort_id: cohortId, ...authorOf(couple, side), what, due_on: dueOn, ...told })
        .onConflict((conflict) =>
          conflict
            .columns(['cohort_id', 'side', 'person_id', 'partner_id', 'what', 'due_on'])
            .doUpdateSet(told),
        )
        .execute();
    },
  };
}
