import type { Kysely, Selectable } from 'kysely';
import type { Goal } from '#solver/contract/api/year.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Couple, StoredCheckIn } from '../year/facts.ts';
import { canonicalJson } from './canonical-json.ts';
import type { CheckInsTable, Tables } from './tables.ts';

/** What the two sides say of their planned meetings. */
export interface CheckIns {
  /** By meeting, the participant's before the mentor's. */
  of(cohortId: string): Promise<(Couple & StoredCheckIn)[]>;
  /** Adds one, or takes the place of the one of this side and meeting. */
  put(cohortId: string, couple: Couple, checkIn: StoredCheckIn): Promise<void>;
}

export function checkIns(database: Kysely<Tables>): CheckIns {
  return {
    async of(cohortId) {
      const rows = await database
        .selectFrom('check_ins')
        .selectAll()
        .where('cohort_id', '=', cohortId)
        .orderBy('meeting')
        .orderBy('side', 'desc')
        .execute();
      return rows.map(told);
    },
    async put(cohortId, couple, checkIn) {
      const values = {
        held_on: checkIn.heldOn,
        rating: checkIn.rating,
        needs_help: checkIn.needsHelp ? (1 as const) : (0 as const),
        goals_json: canonicalJson(checkIn.goals),
        note: checkIn.note,
        note_for: checkIn.noteFor,
        written_at: checkIn.writtenAt,
        revision: checkIn.revision,
      };
      await database
        .insertInto('check_ins')
        .values({
          cohort_id: cohortId,
          ...authorOf(couple, checkIn.side),
          meeting: checkIn.meeting,
          ...values,
        })
        .onConflict((conflict) =>
          conflict.columns(['cohort_id', 'side', 'person_id', 'partner_id', 'meeting']).doUpdateSet(values),
        )
        .execute();
    },
  };
}

/** Who of a pair writes, and about whom. */
export function authorOf(
  { participant, mentor }: Couple,
  side: Side,
): { side: Side; person_id: string; partner_id: string } {
  return side === 'participant'
    ? { side, person_id: participant, partner_id: mentor }
    : { side, person_id: mentor, partner_id: participant };
}

/** The pair in which somebody wrote. */
export function coupleOf(row: { side: Side; person_id: string; partner_id: string }): Couple {
  return row.side === 'participant'
    ? { participant: row.person_id, mentor: row.partner_id }
    : { participant: row.partner_id, mentor: row.person_id };
}

function told(row: Selectable<CheckInsTable>): Couple & StoredCheckIn {
  return {
    ...coupleOf(row),
    side: row.side,
    meeting: row.meeting,
    heldOn: row.held_on,
    rating: row.rating,
    needsHelp: row.needs_help === 1,
    goals: JSON.parse(row.goals_json) as Goal[],
    note: row.note,
    noteFor: row.note_for,
    writtenAt: row.written_at,
    revision: row.revision,
  };
}
