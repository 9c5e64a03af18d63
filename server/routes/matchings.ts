import type { FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  explanationReplySchema,
  explanationRequestSchema,
  matchingReplySchema,
  matchingRequestSchema,
  recordIdSchema,
} from '#solver/contract/api/cohorts.ts';
import { MileError } from '#solver/contract/errors.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { explainPair } from '../use-cases/explain-pair.ts';
import { solveMatching } from '../use-cases/solve-matching.ts';
import type { AnsweredQuestion } from '../use-cases/solve-matching.ts';
import { POLICY_BODY_LIMIT, otherwise, sendJsonText } from './bodies.ts';
import { leaving, wantsEvents } from './event-stream.ts';
import { KnownPolicies } from './known-policies.ts';
import { streamMatching } from './matching-events.ts';

const EVENTS_DESCRIPTION =
  'Asked with `Accept: text/event-stream` the answer is a stream of server-sent events, each with JSON as its data: first `started` ' +
  '(RunStarted); then, at most five times a second, `progress` (MatchingProgress: the best match so far); last either `result` ' +
  '(what the plain answer holds) or `error` (ErrorReply). `timeLimit` in the body is the number of seconds that the search may take; ' +
  'without it, and for plain answers, it is 10. `lookOn` looks on for a better match where one without proof is remembered. `POST /api/runs/{id}/stop` ends the search with the best match so far. Who closes the ' +
  'connection ends it as well.';

const tags = ['matching'];
const params = z.strictObject({ id: recordIdSchema });

export function matchingRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const known = new KnownPolicies();
  typed.post(
    '/api/cohorts/:id/matchings',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      validatorCompiler: ({ httpPart, ...part }) =>
        httpPart === 'body' ? known.validate : validatorCompiler({ ...part, schema: params }),
      schema: {
        summary: 'What if: the best match under this policy; nothing is kept',
        description: EVENTS_DESCRIPTION,
        tags,
        params,
        body: matchingRequestSchema,
        response: {
          200: {
            description: 'The match, or the events that lead to it',
            content: {
              'application/json': { schema: matchingReplySchema },
              'text/event-stream': { schema: z.string() },
            },
          },
          ...otherwise,
        },
      },
    },
    async (request, reply) => {
      const { timeLimit, lookOn, ...body } = request.body;
      const view = viewOf(request.asker, request.blindness);
      const question = { cohortId: request.params.id, ...body, view };
      if (wantsEvents(request))
        return streamMatching(context, { ...question, timeLimit, lookOn, toText: replyText }, request, reply);
      if (timeLimit !== undefined || lookOn) throw limitWithoutEvents();
      const answered = await solveMatching(context, question, { gone: leaving(reply) });
      return sendJsonText(reply, replyText(body, answered));
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
    async (request, reply) => {
      const view = viewOf(request.asker, request.blindness);
      const question = { cohortId: request.params.id, ...request.body, view };
      return sendJsonText(reply, await explainPair(context, question));
    },
  );
}

/** JSON of a MatchingReply. */
function replyText(
  { revision, cohortVersion }: { revision: number; cohortVersion: number },
  { inputHash, answer }: AnsweredQuestion,
): string {
  return `{"revision":${revision},"cohortVersion":${cohortVersion},"inputHash":"${inputHash}","matching":${answer.matching}}`;
}

function limitWithoutEvents(): MileError {
  return new MileError(
    'INVALID_INPUT',
    'timeLimit, lookOn: a plain answer has 10 s. Leave them out, or ask with "Accept: text/event-stream".',
  );
}
