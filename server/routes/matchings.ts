import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  explanationReplySchema,
  explanationRequestSchema,
  matchingReplySchema,
  matchingRequestSchema,
  recordIdSchema,
} from '#solver/contract/api/cohorts.ts';
import type { Context } from '../use-cases/context.ts';
import { explainPair } from '../use-cases/explain-pair.ts';
import { solveMatching } from '../use-cases/solve-matching.ts';
import { POLICY_BODY_LIMIT, otherwise, sendJsonText } from './bodies.ts';

const tags = ['matching'];
const params = z.strictObject({ id: recordIdSchema });

export function matchingRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/cohorts/:id/matchings',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary: 'What if: the best match under this policy; nothing is kept',
        tags,
        params,
        body: matchingRequestSchema,
        response: { 200: matchingReplySchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const { revision, cohortVersion, policy } = request.body;
      const question = { cohortId: request.params.id, cohortVersion, policy };
      const { answer, inputHash } = await solveMatching(context, question);
      return sendJsonText(
        reply,
        `{"revision":${revision},"cohortVersion":${cohortVersion},"inputHash":"${inputHash}","matching":${answer.matching}}`,
      );
    },
  );
  typed.post(
    '/api/cohorts/:id/explanations',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary: 'Why a pair fits as it does',
        tags,
        params,
        body: explanationRequestSchema,
        response: { 200: explanationReplySchema, ...otherwise },
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await explainPair(context, { cohortId: request.params.id, ...request.body })),
  );
}
