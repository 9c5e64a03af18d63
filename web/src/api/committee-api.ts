import type { Comment, commentCreateSchema } from '#solver/contract/api/comments.ts';
import type {
  Committee,
  Member,
  Proposal,
  Publication,
  answerCastSchema,
  decideSchema,
  memberJoinSchema,
  proposalCreateSchema,
  publishSchema,
} from '#solver/contract/api/committee.ts';
import type { Input } from './schema-types.ts';
import { cohort } from './paths.ts';
import { json } from './transport.ts';

const proposal = (id: string, proposalId: string) =>
  `${cohort(id)}/proposals/${encodeURIComponent(proposalId)}`;

/** What the committee says and decides. */
export const committeeApi = {
  comments: (id: string) => json<Comment[]>('GET', `${cohort(id)}/comments`),
  addComment: (id: string, body: Input<typeof commentCreateSchema>) =>
    json<Comment>('POST', `${cohort(id)}/comments`, body),
  removeComment: (id: string, comment: string) =>
    json('DELETE', `${cohort(id)}/comments/${encodeURIComponent(comment)}`),

  committee: (id: string) => json<Committee>('GET', `${cohort(id)}/committee`),
  join: (id: string, body: Input<typeof memberJoinSchema>) =>
    json<Member>('POST', `${cohort(id)}/members`, body),
  propose: (id: string, body: Input<typeof proposalCreateSchema>) =>
    json<Proposal>('POST', `${cohort(id)}/proposals`, body),
  answerProposal: (id: string, proposalId: string, body: Input<typeof answerCastSchema>) =>
    json<Proposal>('PUT', `${proposal(id, proposalId)}/answer`, body),
  revealAnswers: (id: string, proposalId: string) =>
    json<Proposal>('POST', `${proposal(id, proposalId)}/reveal`),
  decideProposal: (id: string, proposalId: string, body: Input<typeof decideSchema>) =>
    json<Proposal>('POST', `${proposal(id, proposalId)}/decision`, body),
  publish: (id: string, body: Input<typeof publishSchema>) =>
    json<Publication>('POST', `${cohort(id)}/publications`, body),
};
