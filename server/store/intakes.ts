import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** When and whose applications a cohort takes. */
export interface StoredIntake {
  cohortId: string;
  version: number;
  opensAt: string;
  closesAt: string;
  participant: boolean;
  mentor: boolean;
}

export interface Intakes {
  of(cohortId: string): Promise<StoredIntake | undefined>;
  put(intake: StoredIntake): Promise<void>;
  /** Of all cohorts of a programme, that which closes last first. */
  ofProgramme(programme: string): Promise<StoredIntake[]>;
  /** Ids of programmes of which a cohort took or takes applications. */
  programmes(): Promise<string[]>;
}

export function intakes(database: Kysely<Tables>): Intakes {
  const columns = [
    'intakes.cohort_id as cohortId',
    'intakes.version',
    'intakes.opens_at as opensAt',
    'intakes.closes_at as closesAt',
    'intakes.participant',
    'intakes.mentor',
  ] as const;
  return {
    async of(cohortId) {
      const row = await database
        .selectFrom('intakes')
        .select(columns)
        .where('cohort_id', '=', cohortId)
        .executeTakeFirst();
      return row && toIntake(row);
    },
    async put({ cohortId, opensAt, closesAt, ...intake }) {
      const values = {
        version: intake.version,
        opens_at: opensAt,
        closes_at: closesAt,
        participant: Number(intake.participant),
        mentor: Number(intake.mentor),
      };
      await database
        .insertInto('intakes')
        .values({ cohort_id: cohortId, ...values })
        .onConflict((conflict) => conflict.column('cohort_id').doUpdateSet(values))
        .execute();
    },
    async ofProgramme(programme) {
      const rows = await database
        .selectFrom('intakes')
        .innerJoin('cohorts', 'cohorts.id', 'intakes.cohort_id')
        .select(columns)
        .where('cohorts.programme', '=', programme)
        .orderBy('intakes.closes_at', 'desc')
        .execute();
      return rows.map(toIntake);
    },
    async programmes() {
      const rows = await database
        .selectFrom('intakes')
        .innerJoin('cohorts', 'cohorts.id', 'intakes.cohort_id')
        .select('cohorts.programme')
        .distinct()
        .execute();
      return rows.map(({ programme }) => programme);
    },
  };
}

type Row = Omit<StoredIntake, 'participant' | 'mentor'> & { participant: number; mentor: number };

function toIntake(row: Row): StoredIntake {
  return { ...row, participant: row.participant === 1, mentor: row.mentor === 1 };
}
