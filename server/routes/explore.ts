import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import {
  EXPLORE_NAMES,
  EXPLORE_QUESTIONS,
  exploreReplySchema,
  exploreRequestSchema,
} from '#solver/contract/api/explore.ts';
import type { ExploreQuestion } from '#solver/contract/api/explore.ts';
import type { ExploreAsk } from '../jobs/solver-tasks.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { exploreMatch } from '../use-cases/explore-match.ts';
import { POLICY_BODY_LIMIT, otherwise, sendJsonText } from './bodies.ts';
import { leaving } from './event-stream.ts';

const DESCRIPTION =
  'The answer has 10 s; what was not settled by then is told as `partial`. `participants` and `mentors` list ids once, pairs are told by ' +
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
        response: { 200: exploreReplySchema(question), ...otherwise },
      },
    },
    async (request, reply) => {
      const { cohortVersion, policy, ...parameters } = request.body;
      const view = viewOf(request.asker, request.blindness);
      const asked = { cohortId: request.params.id, cohortVersion, policy, view };
      const ask = { question, parameters } as ExploreAsk;
      return sendJsonText(reply, await exploreMatch(context, asked, ask, leaving(reply)));
    },
  );
}
