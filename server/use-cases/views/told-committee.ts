import type { Committee, Proposal, Publication } from '#solver/contract/api/committee.ts';
import type { View } from '../../auth/view.ts';
import type { Repositories } from '../../store/store.ts';
import { textTeller } from './told-texts.ts';

/** A proposal as a view is told it. Reasons are for members; in a blind review they are told without names. */
export async function toldProposal(
  repositories: Pick<Repositories, 'cohorts' | 'people' | 'programmes'>,
  view: View,
  cohortId: string,
  proposal: Proposal,
): Promise<Proposal> {
  return proposalIn(await textTeller(repositories, view, cohortId), proposal);
}

/** The same for all that a committee has before it. */
export async function toldCommittee(
  repositories: Pick<Repositories, 'cohorts' | 'people' | 'programmes'>,
  view: View,
  cohortId: string,
  committee: Committee,
): Promise<Committee> {
  const told = view.role === 'observer' ? withoutReasons(committee) : committee;
  if (!view.isBlind) return told;
  const tell = await textTeller(repositories, view, cohortId);
  return {
    ...told,
    proposals: told.proposals.map((proposal) => proposalIn(tell, proposal)),
    publications: told.publications.map((publication) => ({
      ...publication,
      why: tell(publication.why),
      matchSetName: tell(publication.matchSetName),
    })),
  };
}

function proposalIn(tell: (text: string) => string, proposal: Proposal): Proposal {
  const { yours, answers, decision } = proposal;
  return {
    ...proposal,
    why: tell(proposal.why),
    matchSetName: tell(proposal.matchSetName),
    yours: yours && { ...yours, reason: tell(yours.reason) },
    answers: answers && answers.map((answer) => ({ ...answer, reason: tell(answer.reason) })),
    decision: decision && { ...decision, why: tell(decision.why) },
  };
}

function withoutReasons(committee: Committee): Committee {
  const hush = () => '';
  return {
    ...committee,
    reasonsTold: false,
    proposals: committee.proposals.map((proposal) => ({ ...hushed(proposal, hush), answers: null })),
    publications: committee.publications.map((publication): Publication => ({ ...publication, why: '' })),
  };
}

function hushed(proposal: Proposal, hush: () => string): Proposal {
  return { ...proposalIn(hush, proposal), matchSetName: proposal.matchSetName };
}
