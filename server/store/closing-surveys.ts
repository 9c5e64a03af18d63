import type { Kysely } from 'kysely';
import type { SurveyAnswers } from '#solver/contract/api/year.ts';
import type { Couple, StoredSurvey } from '../year/facts.ts';
import { canonicalJson } from './canonical-json.ts';
import { authorOf, coupleOf } from './check-ins.ts';
import type { Tables } from './tables.ts';

/** What the two sides say at the close. */
export interface ClosingSurveys {
  of(cohortId: string): Promise<(Couple & StoredSurvey)[]>;
  /** Adds one, or takes the place of the one of this side. */
  put(cohortId: string, couple: Couple, survey: StoredSurvey): Promise<void>;
}

export function closingSurveys(database: Kysely<Tables>): ClosingSurveys {
  return {
    async of(cohortId) {
      const rows = await database
        .selectFrom('closing_surveys')
        .selectAll()
        .where('cohort_id', '=', cohortId)
        .orderBy('side')
        .orderBy('person_id')
        .orderBy('partner_id')
        .execute();
      return rows.map((row) => ({
        ...coupleOf(row),
        side: row.side,
        answers: JSON.parse(row.answers_json) as SurveyAnswers,
        writtenAt: row.written_at,
        revision: row.revision,
      }));
    },
    async put(cohortId, couple, { side, answers, writtenAt, revision }) {
      const values = { answers_json: canonicalJson(answers), written_at: writtenAt, revision };
      await database
        .insertInto('closing_surveys')
        .values({ cohort_id: cohortId, ...authorOf(couple, side), ...values })
        .onConflict((conflict) =>
          conflict.columns(['cohort_id', 'side', 'person_id', 'partner_id']).doUpdateSet(values),
        )
        .execute();
    },
  };
}
