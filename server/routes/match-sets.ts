import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  matchSetCreateSchema,
  matchSetSchema,
  matchSetSummarySchema,
  matchSetVerificationSchema,
  recordIdSchema,
} from '#solver/contract/api/cohorts.ts';
import type { Context } from '../use-cases/context.ts';
import { listMatchSets, readMatchSet } from '../use-cases/read-match-set.ts';
import { saveMatchSet } from '../use-cases/save-match-set.ts';
import { verifyMatchSet } from '../use-cases/verify-match-set.ts';
import { authorOf } from './author.ts';
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
    (request) => listMatchSets(context, request.params.id),
  );
  typed.post(
    '/api/cohorts/:id/match-sets',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary: 'Save the best match under this policy, for good',
        tags,
        params,
        body: matchSetCreateSchema,
        response: { 201: matchSetSummarySchema, ...otherwise },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(
          await saveMatchSet(context, { cohortId: request.params.id, ...request.body }, authorOf(request)),
        ),
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
    async (request, reply) => sendJsonText(reply, await readMatchSet(context, request.params.id)),
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
}
