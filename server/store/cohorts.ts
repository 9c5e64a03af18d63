import type { Kysely } from 'kysely';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { compiledOnce } from './compiled-once.ts';
import type { Tables } from './tables.ts';

export interface CohortHead {
  id: string;
  name: string;
  programme: string;
  programmeVersion: number;
  version: number;
}

export interface Cohorts {
  /** Newest first. */
  list(): Promise<CohortSummary[]>;
  summary(id: string): Promise<CohortSummary | undefined>;
  /** What every request on a cohort needs: one row by its key. */
  head(id: string): Promise<CohortHead | undefined>;
  /** Adds a cohort at version 1. */
  add(cohort: { id: string; name: string; programme: string; programmeVersion: number }): Promise<void>;
  /** Counts the version up, whatever it is. */
  countUp(id: string): Promise<void>;
  /** The cohorts of a programme, oldest first. */
  ofProgramme(programme: string): Promise<CohortHead[]>;
  /** Puts a cohort under another version of its programme. */
  moveTo(id: string, programmeVersion: number): Promise<void>;
  /** Counts the version up by one if it still is `from`; false where somebody else was first. */
  advance(id: string, from: number): Promise<boolean>;
}

const HEAD = ['id', 'name', 'programme', 'programme_version as programmeVersion', 'version'] as const;

export function cohorts(database: Kysely<Tables>): Cohorts {
  const head = () => database.selectFrom('cohorts').select(HEAD);
  return {
    async list() {
      const rows = await summaries(database).orderBy('created_at', 'desc').orderBy('id').execute();
      return rows.map(toSummary);
    },
    async summary(id) {
      const row = await summaries(database).where('id', '=', id).executeTakeFirst();
      return row && toSummary(row);
    },
    head: compiledOnce(database, (id: string) => head().where('id', '=', id)),
    ofProgramme: (programme) =>
      head().where('programme', '=', programme).orderBy('created_at').orderBy('id').execute(),
    async countUp(id) {
      await database
        .updateTable('cohorts')
        .set((row) => ({ version: row('version', '+', 1) }))
        .where('id', '=', id)
        .execute();
    },
    async moveTo(id, programmeVersion) {
      await database
        .updateTable('cohorts')
        .set({ programme_version: programmeVersion })
        .where('id', '=', id)
        .execute();
    },
    async add({ programmeVersion, ...cohort }) {
      await database
        .insertInto('cohorts')
        .values({
          ...cohort,
          programme_version: programmeVersion,
          version: 1,
          created_at: new Date().toISOString(),
        })
        .execute();
    },
    async advance(id, from) {
      const { numUpdatedRows } = await database
        .updateTable('cohorts')
        .set({ version: from + 1 })
        .where('id', '=', id)
        .where('version', '=', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

const COUNTS = ['participants', 'mentors', 'matchSets', 'openProposals', 'adoptedUnpublished'] as const;
/** What is null where there is none. */
const NEWEST = ['matchedPairs', 'publishedVersion'] as const;
type NumberName = (typeof COUNTS)[number] | (typeof NEWEST)[number];
type SummaryRow = Omit<CohortSummary, NumberName> & Record<NumberName, number | string | bigint | null>;

/** Every cohort with what a list of tasks has to know, in one question whatever their number. */
function summaries(database: Kysely<Tables>) {
  return database.selectFrom('cohorts').select(({ selectFrom, ref }) => {
    const countOfSide = (side: 'participant' | 'mentor') =>
      selectFrom('applications')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('applications.cohort_id', '=', ref('cohorts.id'))
        .where('applications.side', '=', side)
        .where('applications.state', '=', 'active');
    const countOfProposals = selectFrom('proposals')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('proposals.cohort_id', '=', ref('cohorts.id'));
    const publications = selectFrom('publications').where('publications.cohort_id', '=', ref('cohorts.id'));
    return [
      'cohorts.id',
      'cohorts.name',
      'cohorts.programme',
      'cohorts.programme_version as programmeVersion',
      'cohorts.version',
      'cohorts.created_at as createdAt',
      countOfSide('participant').as('participants'),
      countOfSide('mentor').as('mentors'),
      selectFrom('match_sets')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('match_sets.cohort_id', '=', ref('cohorts.id'))
        .as('matchSets'),
      selectFrom('match_sets')
        .select('match_sets.matched')
        .where('match_sets.cohort_id', '=', ref('cohorts.id'))
        .orderBy('match_sets.created_at', 'desc')
        .orderBy('match_sets.id', 'desc')
        .limit(1)
        .as('matchedPairs'),
      countOfProposals.where('proposals.outcome', 'is', null).as('openProposals'),
      countOfProposals
        .where('proposals.outcome', '=', 'adopted')
        .where('proposals.match_set_id', 'not in', publications.select('publications.match_set_id'))
        .as('adoptedUnpublished'),
      publications.select(({ fn }) => fn.max('publications.version').as('version')).as('publishedVersion'),
    ];
  });
}

/** PostgreSQL counts in text. */
function toSummary(row: SummaryRow): CohortSummary {
  const counted = COUNTS.map((name) => [name, Number(row[name])] as const);
  const newest = NEWEST.map((name) => [name, row[name] === null ? null : Number(row[name])] as const);
  return { ...row, ...Object.fromEntries([...counted, ...newest]) } as CohortSummary;
}
