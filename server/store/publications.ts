import type { Kysely } from 'kysely';
import type { Publication } from '#solver/contract/api/committee.ts';
import type { Tables } from './tables.ts';

export interface NewPublication {
  cohortId: string;
  version: number;
  matchSet: string;
  why: string;
  memberId: string;
  proposal: string | null;
}

/** Published versions are added and read; nothing changes one, and a trigger refuses those who try elsewhere. */
export interface Publications {
  /** Newest first. */
  list(cohortId: string): Promise<Publication[]>;
  /** The newest version under which a set was published. */
  versionOf(matchSetId: string): Promise<number | undefined>;
  add(publication: NewPublication): Promise<void>;
}

export function publications(database: Kysely<Tables>): Publications {
  return {
    list: (cohortId) =>
      database
        .selectFrom('publications')
        .innerJoin('match_sets', 'match_sets.id', 'publications.match_set_id')
        .innerJoin('members', 'members.id', 'publications.published_by')
        .select([
          'publications.version',
          'publications.match_set_id as matchSet',
          'match_sets.name as matchSetName',
          'publications.why',
          'members.name as publishedBy',
          'publications.published_at as publishedAt',
          'publications.proposal_id as proposal',
        ])
        .where('publications.cohort_id', '=', cohortId)
        .orderBy('publications.version', 'desc')
        .execute(),
    async versionOf(matchSetId) {
      const row = await database
        .selectFrom('publications')
        .select('version')
        .where('match_set_id', '=', matchSetId)
        .orderBy('version', 'desc')
        .executeTakeFirst();
      return row?.version;
    },
    async add({ cohortId, version, matchSet, why, memberId, proposal }) {
      await database
        .insertInto('publications')
        .values({
          cohort_id: cohortId,
          version,
          match_set_id: matchSet,
          why,
          published_by: memberId,
          published_at: new Date().toISOString(),
          proposal_id: proposal,
        })
        .execute();
    },
  };
}
