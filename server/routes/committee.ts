import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import {
  answerCastSchema,
  committeeSchema,
  decideSchema,
  memberJoinSchema,
  memberSchema,
  proposalCreateSchema,
  proposalSchema,
  publicationSchema,
  publishSchema,
} from '#solver/contract/api/committee.ts';
import type { Proposal } from '#solver/contract/api/committee.ts';
import type { Viewer } from '#solver/contract/api/live.ts';
import { MileError } from '#solver/contract/errors.ts';
import { memberWhoAsks, newMemberKey } from '../auth/committee-member.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { answerProposal, decideProposal, propose, revealAnswers } from '../use-cases/decide-together.ts';
import type { Acting } from '../use-cases/decide-together.ts';
import type { Doer } from '../use-cases/doer.ts';
import { joinCommittee } from '../use-cases/join-committee.ts';
import { publishMatchSet } from '../use-cases/publish-match-set.ts';
import { readCommittee } from '../use-cases/read-committee.ts';
import { toldProposal } from '../use-cases/views/told-committee.ts';
import { authorOf, doerOf } from './author.ts';
import { otherwise } from './bodies.ts';

const tags = ['committee'];
const params = z.strictObject({ id: recordIdSchema });
const proposalParams = z.strictObject({ id: recordIdSchema, proposal: recordIdSchema });
const BLIND =
  'Before the reveal nobody is told of another member’s answer; `answered` is the number of answers.';

export function committeeRoutes(app: FastifyInstance, context: Context): void {
  memberRoutes(app, context);
  proposalRoutes(app, context);
}

function memberRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/cohorts/:id/committee',
    {
      schema: {
        summary: 'Members, proposals and published versions, as far as the asker may know them',
        description: BLIND,
        tags,
        params,
        response: { 200: committeeSchema, ...otherwise },
      },
    },
    async (request) => {
      const { id } = request.params;
      const you = await memberWhoAsks(context.store, request, id);
      return readCommittee(context, id, { you, view: viewOf(request.asker, request.blindness) });
    },
  );
  typed.post(
    '/api/cohorts/:id/members',
    {
      schema: {
        summary:
          'Join the committee: by one’s account, or by a name in this browser, which is then told by a cookie',
        tags,
        params,
        body: memberJoinSchema,
        response: { 201: memberSchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { key, name = request.body.name } = newMemberKey(request, reply, id);
      const by = asMember(request, name);
      const member = await joinCommittee(context, id, { key, name }, by);
      tell(context, id, authorOf(request));
      return reply.code(201).send(member);
    },
  );
  typed.post(
    '/api/cohorts/:id/publications',
    {
      schema: {
        summary: 'Publish a match set as the next version, which never changes',
        tags,
        params,
        body: publishSchema,
        response: { 201: publicationSchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const published = await publishMatchSet(context, await acting(context, request, id), request.body);
      tell(context, id, authorOf(request));
      return reply.code(201).send(published);
    },
  );
}

function proposalRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: proposalSchema, ...otherwise };
  typed.post(
    '/api/cohorts/:id/proposals',
    {
      schema: {
        summary: 'Put a match set to the committee',
        tags,
        params,
        body: proposalCreateSchema,
        response: { 201: proposalSchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const proposal = await propose(context, await acting(context, request, id), request.body);
      tell(context, id, authorOf(request));
      return reply.code(201).send(await told(context, request, id, proposal));
    },
  );
  typed.put(
    '/api/cohorts/:id/proposals/:proposal/answer',
    {
      schema: {
        summary: 'Consent or object, with a reason; until the reveal an answer may be changed',
        description: BLIND,
        tags,
        params: proposalParams,
        body: answerCastSchema,
        response,
      },
    },
    async (request) => {
      const { id, proposal } = request.params;
      const answered = await answerProposal(
        context,
        await acting(context, request, id),
        proposal,
        request.body,
      );
      // Nobody is told who has answered.
      tell(context, id, null);
      return told(context, request, id, answered);
    },
  );
  typed.post(
    '/api/cohorts/:id/proposals/:proposal/reveal',
    {
      schema: { summary: 'Show everybody’s answers to everybody', tags, params: proposalParams, response },
    },
    async (request) => {
      const { id, proposal } = request.params;
      const revealed = await revealAnswers(context, await acting(context, request, id), proposal);
      tell(context, id, authorOf(request));
      return told(context, request, id, revealed);
    },
  );
  typed.post(
    '/api/cohorts/:id/proposals/:proposal/decision',
    {
      schema: {
        summary: 'Record what was decided, by whom and why',
        tags,
        params: proposalParams,
        body: decideSchema,
        response,
      },
    },
    async (request) => {
      const { id, proposal } = request.params;
      const decided = await decideProposal(
        context,
        await acting(context, request, id),
        proposal,
        request.body,
      );
      tell(context, id, authorOf(request));
      return told(context, request, id, decided);
    },
  );
}

/** Tells every window of the cohort that something is to be read anew. */
function tell({ live }: Context, cohortId: string, by: Viewer | null): void {
  live.changed(cohortId, { kind: 'decisions', by });
}

function told(
  { store }: Context,
  { asker, blindness }: FastifyRequest,
  cohortId: string,
  proposal: Proposal,
) {
  return toldProposal(store, viewOf(asker, blindness), cohortId, proposal);
}

/** Without accounts a member goes by the name under which they joined. */
function asMember(request: FastifyRequest, name: string): Doer {
  const doer = doerOf(request);
  return doer.actor.kind === 'account' ? doer : { ...doer, name };
}

/** Throws NOT_A_MEMBER. */
async function acting({ store }: Context, request: FastifyRequest, cohortId: string): Promise<Acting> {
  const member = await memberWhoAsks(store, request, cohortId);
  if (member) return { cohortId, member, by: asMember(request, member.name) };
  throw new MileError(
    'NOT_A_MEMBER',
    'You have not joined this committee in this browser. Give your name on the Decide screen first.',
  );
}
