import type { Kysely } from 'kysely';
import type { YearFigures } from '#solver/contract/api/year.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Tables } from './tables.ts';

/** Figures of years whose personal data is gone. */
export interface KeptFigures {
  of(cohortId: string): Promise<YearFigures | undefined>;
  put(cohortId: string, figures: YearFigures): Promise<void>;
}

export function keptFigures(database: Kysely<Tables>): KeptFigures {
  return {
    async of(cohortId) {
      const row = await database
        .selectFrom('kept_figures')
        .select('figures_json')
        .where('cohort_id', '=', cohortId)
        .executeTakeFirst();
      return row && (JSON.parse(row.figures_json) as YearFigures);
    },
    async put(cohortId, figures) {
      const values = { figures_json: canonicalJson(figures) };
      await database
        .insertInto('kept_figures')
        .values({ cohort_id: cohortId, ...values })
        .onConflict((conflict) => conflict.column('cohort_id').doUpdateSet(values))
        .execute();
    },
  };
}
