import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import {
  EXPLORE_NAMES,
  EXPLORE_QUESTIONS,
  exploreReplySchema,
  exploreRequestSchema,
  timedOutSchema,
} from '#solver/contract/api/explore.ts';
import type { ExploreQuestion, TimedOut } from '#solver/contract/api/explore.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { ExploreAsk } from '../jobs/solver-tasks.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { exploreMatch } from '../use-cases/explore-match.ts';
import { POLICY_BODY_LIMIT, otherwise, sendJsonText } from './bodies.ts';
import { leaving } from './event-stream.ts';

const DESCRIPTION =
  'The answer has 10 s, that of questions which take many whole solves 30 s; what was not settled by then is told as `partial`, and where nothing was, the answer is `timedOut` with the reason. `participants` and `mentors` list ids once, pairs are told by ' +
  'indices into them. Who closes the connection ends the search.';

const params = z.strictObject({ id: recordIdSchema });

/** One route a question, so that each has its own strict body and answer. */
export function exploreRoutes(app: FastifyInstance, context: Context): void {
  for (const question of EXPLORE_NAMES) exploreRoute(app, context, question);
}

function exploreRoute(app: FastifyInstance, context: Context, question: ExploreQuestion): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    `/api/cohorts/:id/explore/${question}`,
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary: EXPLORE_QUESTIONS[question].summary,
        description: DESCRIPTION,
        tags: ['questions'],
        params,
        body: exploreRequestSchema(question),
        response: { 200: z.union([exploreReplySchema(question), timedOutSchema]), ...otherwise },
      },
    },
    async (request, reply) => {
      const { cohortVersion, policy, ...parameters } = request.body;
      const view = viewOf(request.asker, request.blindness);
      const asked = { cohortId: request.params.id, cohortVersion, policy, view };
      const ask = { question, parameters } as ExploreAsk;
      const answer = exploreMatch(context, asked, ask, leaving(reply));
      return sendJsonText(reply, await answer.catch((error: unknown) => timedOut(error, request.id)));
    },
  );
}

/** Browsers write every status above 499 down as a fault of the page: time that ended is an answer. Throws everything else again. */
function timedOut(error: unknown, requestId: string): string {
  if (!(error instanceof MileError) || error.code !== 'DEADLINE') throw error;
  const { code, message, details } = error;
  return JSON.stringify({ timedOut: { code, message, details, requestId } } satisfies TimedOut);
}
