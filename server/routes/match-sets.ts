import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  madeRequestSchema,
  matchSetCreateSchema,
  matchSetSchema,
  matchSetSummarySchema,
  matchSetVerificationSchema,
  recordIdSchema,
} from '#solver/contract/api/cohorts.ts';
import { madePreviewSchema } from '#solver/contract/api/made.ts';
import { replaySchema } from '#solver/contract/api/replay.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { makeMatchSet, previewMatchSet } from '../use-cases/make-match-set.ts';
import { listMatchSets, readMatchSet } from '../use-cases/read-match-set.ts';
import { replayMatchSet } from '../use-cases/replay-match-set.ts';
import { saveMatchSet } from '../use-cases/save-match-set.ts';
import { verifyMatchSet } from '../use-cases/verify-match-set.ts';
import { doerOf } from './author.ts';
import { POLICY_BODY_LIMIT, otherwise, sendJsonText } from './bodies.ts';

const tags = ['match sets'];
const params = z.strictObject({ id: recordIdSchema });

export function matchSetRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/cohorts/:id/match-sets',
    {
      schema: {
        summary: 'The saved match sets of a cohort, newest first',
        tags,
        params,
        response: { 200: z.array(matchSetSummarySchema), ...otherwise },
      },
    },
    ({ asker, blindness, params: { id } }) => listMatchSets(context, id, viewOf(asker, blindness)),
  );
  typed.post(
    '/api/cohorts/:id/match-sets',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary: 'Save the best match under this policy, or one that is made as `made` says, for good',
        tags,
        params,
        body: matchSetCreateSchema,
        response: { 201: matchSetSummarySchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const { made, ...asked } = request.body;
      const { id } = request.params;
      const view = viewOf(request.asker, request.blindness);
      const question = { ...asked, cohortId: id, view };
      const stored = asked.id && (await listMatchSets(context, id, view)).find((set) => set.id === asked.id);
      if (stored) return reply.code(201).send(stored);
      const saved = made
        ? await makeMatchSet(context, { ...question, made }, doerOf(request))
        : await saveMatchSet(context, question, doerOf(request));
      return reply.code(201).send(saved);
    },
  );
  typed.post(
    '/api/cohorts/:id/match-sets/preview',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary: 'What a match set that is made so would hold; nothing is written',
        tags,
        params,
        body: madeRequestSchema,
        response: { 200: madePreviewSchema, ...otherwise },
      },
    },
    ({ asker, blindness, params: { id: cohortId }, body }) =>
      previewMatchSet(context, { cohortId, ...body, view: viewOf(asker, blindness) }),
  );
  typed.get(
    '/api/match-sets/:id',
    {
      schema: {
        summary: 'A match set as it was saved',
        tags,
        params,
        response: { 200: matchSetSchema, ...otherwise },
      },
    },
    async ({ asker, blindness, params: { id } }, reply) =>
      sendJsonText(reply, await readMatchSet(context, id, viewOf(asker, blindness))),
  );
  typed.get(
    '/api/match-sets/:id/verification',
    {
      schema: {
        summary: 'Check a match set anew: record intact, match allowed, claim proven',
        tags,
        params,
        response: { 200: matchSetVerificationSchema, ...otherwise },
      },
    },
    (request) => verifyMatchSet(context, request.params.id),
  );
  typed.get(
    '/api/match-sets/:id/replay',
    {
      schema: {
        summary: 'Make a match set once more from what was saved with it, and compare',
        tags,
        params,
        response: { 200: replaySchema, ...otherwise },
      },
    },
    ({ params: { id } }) => replayMatchSet(context.store, id, (task) => context.pools.solver.replay(task)),
  );
}
