import type {
  MatchSet,
  MatchSetSummary,
  explanationRequestSchema,
  exportRequestSchema,
  madeRequestSchema,
  matchSetCreateSchema,
  matchSetVerificationSchema,
} from '#solver/contract/api/cohorts.ts';
import type {
  EXPLORE_QUESTIONS,
  ExploreAnswer,
  ExploreQuestion,
  TimedOut,
  exploreHeadSchema,
  exploreReplySchema,
} from '#solver/contract/api/explore.ts';
import type { MadePreview } from '#solver/contract/api/made.ts';
import type { Replay } from '#solver/contract/api/replay.ts';
import type { Explanation } from '#solver/contract/matching.ts';
import type { Input, Output } from './schema-types.ts';
import { match } from './in-events.ts';
import { cohort, matchSet } from './paths.ts';
import { json, refused, send } from './transport.ts';

/** The body of a question put to the match. */
export type ExploreBody<Name extends ExploreQuestion> = Input<typeof exploreHeadSchema> &
  Input<(typeof EXPLORE_QUESTIONS)[Name]['parameters']>;
export type ExploreReply<Name extends ExploreQuestion> = Omit<
  Output<ReturnType<typeof exploreReplySchema>>,
  'answer'
> & { answer: ExploreAnswer<Name> };

/** Throws DEADLINE where the time ended before anything was settled. */
async function explore<Reply extends object>(
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Reply> {
  const reply = await json<Reply | TimedOut>('POST', path, body, signal);
  if ('timedOut' in reply) throw refused(reply.timedOut);
  return reply;
}

/** Matches, the questions put to them, and the sets that are kept. */
export const matchingApi = {
  match,
  stopRun: (id: string) => json<{ id: string }>('POST', `/runs/${encodeURIComponent(id)}/stop`),
  explain: (id: string, body: Input<typeof explanationRequestSchema>, signal?: AbortSignal) =>
    json<Explanation>('POST', `${cohort(id)}/explanations`, body, signal),
  explore: <Name extends ExploreQuestion>(
    id: string,
    question: Name,
    body: ExploreBody<Name>,
    signal?: AbortSignal,
  ) => explore<ExploreReply<Name>>(`${cohort(id)}/explore/${question}`, body, signal),
  exportMatch: async (id: string, body: Input<typeof exportRequestSchema>) =>
    (await send('POST', `${cohort(id)}/exports`, body)).blob(),

  matchSets: (id: string) => json<MatchSetSummary[]>('GET', `${cohort(id)}/match-sets`),
  saveMatchSet: (id: string, body: Input<typeof matchSetCreateSchema>) =>
    json<MatchSetSummary>('POST', `${cohort(id)}/match-sets`, body),
  previewMatchSet: (id: string, body: Input<typeof madeRequestSchema>, signal?: AbortSignal) =>
    json<MadePreview>('POST', `${cohort(id)}/match-sets/preview`, body, signal),
  matchSet: (id: string) => json<MatchSet>('GET', matchSet(id)),
  verifyMatchSet: (id: string) =>
    json<Output<typeof matchSetVerificationSchema>>('GET', `${matchSet(id)}/verification`),
  replayMatchSet: (id: string) => json<Replay>('GET', `${matchSet(id)}/replay`),
  exportMatchSet: async (id: string, format: 'csv' | 'xlsx') =>
    (await send('GET', `${matchSet(id)}/export.${format}`)).blob(),
};
