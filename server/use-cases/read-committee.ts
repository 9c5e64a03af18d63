import type { Committee, Member, Proposal } from '#solver/contract/api/committee.ts';
import type { StoredProposal } from '../store/proposals.ts';
import type { Repositories } from '../store/store.ts';
import type { View } from '../auth/view.ts';
import type { Context } from './context.ts';
import { noSuchCohort } from './not-found.ts';
import { toldCommittee } from './views/told-committee.ts';

/** What the committee of a cohort has before it, as far as `you` may know it. Throws NOT_FOUND. */
export async function readCommittee(
  { store }: Context,
  cohortId: string,
  { you, view }: { you: Member | undefined; view: View },
): Promise<Committee> {
  return store.transaction(async (repositories) => {
    if (!(await repositories.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
    const stored = await repositories.proposals.list(cohortId);
    const proposals: Proposal[] = [];
    for (const proposal of stored) proposals.push(await tellProposal(repositories, proposal, you));
    return toldCommittee(repositories, view, cohortId, {
      you: you ?? null,
      members: await repositories.committees.members(cohortId),
      proposals,
      publications: await repositories.publications.list(cohortId),
      reasonsTold: true,
    });
  });
}

/** Others' answers are not even read from the store before the reveal. */
export async function tellProposal(
  { proposals }: Repositories,
  stored: StoredProposal,
  you: Member | undefined,
): Promise<Proposal> {
  const { id, matchSet, matchSetName, why, proposedBy, proposedAt, revealedBy, revealedAt } = stored;
  const { outcome, outcomeWhy, decidedBy, decidedAt } = stored;
  const isRevealed = revealedAt !== null;
  const isDecided = outcome !== null && decidedBy !== null && decidedAt !== null;
  return {
    ...{ id, matchSet, matchSetName, why, proposedBy, proposedAt, revealedBy, revealedAt },
    state: isDecided ? 'decided' : isRevealed ? 'revealed' : 'open',
    answered: await proposals.answered(id),
    yours: (you && (await proposals.answerOf(id, you.id))) ?? null,
    answers: isRevealed ? await proposals.answers(id) : null,
    decision: isDecided ? { outcome, why: outcomeWhy ?? '', decidedBy, decidedAt } : null,
  };
}
