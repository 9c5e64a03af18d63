import type { Member, OwnAnswer, Proposal } from '#solver/contract/api/committee.ts';
import type { RecordFacts, RecordKind } from '#solver/contract/api/record.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { StoredProposal } from '../store/proposals.ts';
import type { Repositories } from '../store/store.ts';
import type { Context } from './context.ts';
import { SOMEBODY } from './doer.ts';
import type { Doer } from './doer.ts';
import { noSuchMatchSet, noSuchProposal } from './not-found.ts';
import { tellProposal } from './read-committee.ts';
import { recordDeed } from './record/record-deed.ts';
import { newRecordId } from './record-id.ts';

/** Who acts, and in which cohort. */
export interface Acting {
  cohortId: string;
  member: Member;
  by: Doer;
}

/** Puts a saved set to the committee. Throws NOT_FOUND. */
export async function propose(
  { store }: Context,
  acting: Acting,
  { matchSet, why }: { matchSet: string; why: string },
): Promise<Proposal> {
  const { cohortId, member } = acting;
  return store.transaction(async (repositories) => {
    const set = await repositories.matchSets.get(matchSet);
    if (set?.cohort_id !== cohortId) throw noSuchMatchSet(matchSet);
    const id = newRecordId();
    await repositories.proposals.add({ id, cohortId, matchSet, why, memberId: member.id });
    await record(repositories, acting, 'proposal.made', { proposal: id, matchSet }, why);
    return told(repositories, acting, id);
  });
}

/** A member's answer, in place of an earlier one. Throws NOT_FOUND, and PROPOSAL_CLOSED after the reveal. */
export async function answerProposal(
  { store }: Context,
  acting: Acting,
  id: string,
  answer: OwnAnswer,
): Promise<Proposal> {
  return store.transaction(async (repositories) => {
    const proposal = await find(repositories, acting, id);
    if (proposal.revealedAt !== null)
      throw new MileError(
        'PROPOSAL_CLOSED',
        'The answers to this proposal are revealed already, so none can be added or changed. Propose the set anew to answer once more.',
      );
    await repositories.proposals.answer(id, acting.member.id, answer);
    // Answers are blind: who gave which is in the record once they are revealed.
    const unnamed = { ...acting, by: SOMEBODY };
    await record(repositories, unnamed, 'proposal.answered', { proposal: id });
    return told(repositories, acting, id);
  });
}

/** Shows everybody's answers to everybody. Throws NOT_FOUND, and ANSWER_FIRST where the member has not answered: nobody looks before they answer. */
export async function revealAnswers({ store }: Context, acting: Acting, id: string): Promise<Proposal> {
  return store.transaction(async (repositories) => {
    const proposal = await find(repositories, acting, id);
    if (proposal.revealedAt === null) {
      if (!(await repositories.proposals.answerOf(id, acting.member.id)))
        throw new MileError(
          'ANSWER_FIRST',
          'Answer the proposal yourself before you reveal the answers: they are given blindly.',
        );
      await repositories.proposals.reveal(id, acting.member.id);
      const answers = await repositories.proposals.answers(id);
      const stands = answers.map(({ member, stand }) => `${member.id} ${stand}`);
      await record(repositories, acting, 'proposal.revealed', { proposal: id, answers: stands });
    }
    return told(repositories, acting, id);
  });
}

/** Records what was decided, by whom and why. Throws NOT_FOUND, PROPOSAL_NOT_REVEALED, and PROPOSAL_CLOSED where it is decided already. */
export async function decideProposal(
  { store }: Context,
  acting: Acting,
  id: string,
  decision: { outcome: 'adopted' | 'withdrawn'; why: string },
): Promise<Proposal> {
  return store.transaction(async (repositories) => {
    const proposal = await find(repositories, acting, id);
    if (proposal.revealedAt === null)
      throw new MileError(
        'PROPOSAL_NOT_REVEALED',
        'Reveal the answers before you record a decision about them.',
      );
    if (proposal.outcome !== null)
      throw new MileError(
        'PROPOSAL_CLOSED',
        `${proposal.decidedBy ?? 'Somebody'} has recorded a decision on this proposal already. Propose the set anew to decide once more.`,
      );
    await repositories.proposals.decide(id, acting.member.id, decision);
    const { outcome, why } = decision;
    await record(repositories, acting, 'proposal.decided', { proposal: id, outcome }, why);
    return told(repositories, acting, id);
  });
}

function record(
  repositories: Repositories,
  { cohortId, by }: Acting,
  kind: RecordKind,
  facts: RecordFacts,
  reason?: string,
): Promise<void> {
  return recordDeed(repositories, { by, cohort: cohortId, kind, facts, reason });
}

async function find({ proposals }: Repositories, { cohortId }: Acting, id: string): Promise<StoredProposal> {
  const proposal = await proposals.get(cohortId, id);
  if (!proposal) throw noSuchProposal(id);
  return proposal;
}

async function told(repositories: Repositories, acting: Acting, id: string): Promise<Proposal> {
  return tellProposal(repositories, await find(repositories, acting, id), acting.member);
}
