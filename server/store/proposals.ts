import type { Kysely } from 'kysely';
import type { OwnAnswer, RevealedAnswer } from '#solver/contract/api/committee.ts';
import type { ProposalAnswersTable, Tables } from './tables.ts';

/** A proposal with the names of those who acted on it. */
export interface StoredProposal {
  id: string;
  cohortId: string;
  matchSet: string;
  matchSetName: string;
  why: string;
  proposedBy: string;
  proposedAt: string;
  revealedBy: string | null;
  revealedAt: string | null;
  outcome: 'adopted' | 'withdrawn' | null;
  outcomeWhy: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
}

export interface Proposals {
  /** Newest first. */
  list(cohortId: string): Promise<StoredProposal[]>;
  get(cohortId: string, id: string): Promise<StoredProposal | undefined>;
  add(proposal: {
    id: string;
    cohortId: string;
    matchSet: string;
    why: string;
    memberId: string;
  }): Promise<void>;
  /** How many have answered: all that may be told before the reveal. */
  answered(id: string): Promise<number>;
  answerOf(id: string, memberId: string): Promise<OwnAnswer | undefined>;
  /** In place of the member's earlier answer. */
  answer(id: string, memberId: string, answer: OwnAnswer): Promise<void>;
  /** Everybody's, by name. Only for a proposal that has been revealed. */
  answers(id: string): Promise<RevealedAnswer[]>;
  reveal(id: string, memberId: string): Promise<void>;
  decide(
    id: string,
    memberId: string,
    decision: { outcome: 'adopted' | 'withdrawn'; why: string },
  ): Promise<void>;
}

export function proposals(database: Kysely<Tables>): Proposals {
  const of = (id: string) => database.selectFrom('proposal_answers').where('proposal_id', '=', id);
  return {
    list: (cohortId) =>
      told(database)
        .where('proposals.cohort_id', '=', cohortId)
        .orderBy('proposals.proposed_at', 'desc')
        .orderBy('proposals.id')
        .execute(),
    get: (cohortId, id) =>
      told(database)
        .where('proposals.cohort_id', '=', cohortId)
        .where('proposals.id', '=', id)
        .executeTakeFirst(),
    async add({ id, cohortId, matchSet, why, memberId }) {
      await database
        .insertInto('proposals')
        .values({
          id,
          cohort_id: cohortId,
          match_set_id: matchSet,
          why,
          proposed_by: memberId,
          proposed_at: new Date().toISOString(),
        })
        .execute();
    },
    async answered(id) {
      const { count } = await of(id)
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async answerOf(id, memberId) {
      const row = await of(id).selectAll().where('member_id', '=', memberId).executeTakeFirst();
      return row && toAnswer(row);
    },
    async answer(id, memberId, { stand, reason, pair }) {
      const values = {
        stand,
        reason,
        participant: pair?.participant ?? null,
        mentor: pair?.mentor ?? null,
        answered_at: new Date().toISOString(),
      };
      await database
        .insertInto('proposal_answers')
        .values({ proposal_id: id, member_id: memberId, ...values })
        .onConflict((conflict) => conflict.columns(['proposal_id', 'member_id']).doUpdateSet(values))
        .execute();
    },
    async answers(id) {
      const rows = await of(id)
        .innerJoin('members', 'members.id', 'proposal_answers.member_id')
        .selectAll('proposal_answers')
        .select('members.name')
        .orderBy('members.name_key')
        .execute();
      return rows.map((row) => ({ ...toAnswer(row), member: { id: row.member_id, name: row.name } }));
    },
    async reveal(id, memberId) {
      await database
        .updateTable('proposals')
        .set({ revealed_by: memberId, revealed_at: new Date().toISOString() })
        .where('id', '=', id)
        .where('revealed_at', 'is', null)
        .execute();
    },
    async decide(id, memberId, { outcome, why }) {
      await database
        .updateTable('proposals')
        .set({ outcome, outcome_why: why, decided_by: memberId, decided_at: new Date().toISOString() })
        .where('id', '=', id)
        .where('decided_at', 'is', null)
        .execute();
    },
  };
}

function told(database: Kysely<Tables>) {
  return database
    .selectFrom('proposals')
    .innerJoin('match_sets', 'match_sets.id', 'proposals.match_set_id')
    .innerJoin('members as proposers', 'proposers.id', 'proposals.proposed_by')
    .leftJoin('members as revealers', 'revealers.id', 'proposals.revealed_by')
    .leftJoin('members as deciders', 'deciders.id', 'proposals.decided_by')
    .select([
      'proposals.id',
      'proposals.cohort_id as cohortId',
      'proposals.match_set_id as matchSet',
      'match_sets.name as matchSetName',
      'proposals.why',
      'proposers.name as proposedBy',
      'proposals.proposed_at as proposedAt',
      'revealers.name as revealedBy',
      'proposals.revealed_at as revealedAt',
      'proposals.outcome',
      'proposals.outcome_why as outcomeWhy',
      'deciders.name as decidedBy',
      'proposals.decided_at as decidedAt',
    ]);
}

function toAnswer({
  stand,
  reason,
  participant,
  mentor,
}: Pick<ProposalAnswersTable, 'stand' | 'reason' | 'participant' | 'mentor'>): OwnAnswer {
  return {
    stand,
    reason,
    pair: participant === null || mentor === null ? null : { participant, mentor },
  };
}
