import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { blindnessSchema, recordIdSchema } from '#solver/contract/api/cohorts.ts';
import {
  blindnessChangeSchema,
  peopleEditSchema,
  peopleEditedSchema,
  personChangeSchema,
  waitingListSchema,
  waitingTakenSchema,
} from '#solver/contract/api/people.ts';
import { identifierSchema, sideSchema } from '#solver/contract/identifier.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { changePeople } from '../use-cases/people/change-people.ts';
import { readHistory } from '../use-cases/people/read-history.ts';
import { switchBlindReview } from '../use-cases/people/switch-blind-review.ts';
import { takeWaitingList } from '../use-cases/people/take-waiting-list.ts';
import { doerOf } from './author.ts';
import { POLICY_BODY_LIMIT, otherwise } from './bodies.ts';

const tags = ['people'];
const params = z.strictObject({ id: recordIdSchema });
const personParams = params.extend({ side: sideSchema, person: identifierSchema });

export function peopleRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/cohorts/:id/people',
    {
      bodyLimit: POLICY_BODY_LIMIT,
      schema: {
        summary:
          'Change answers and states of people: all of it or nothing; 409 where somebody else was first',
        tags,
        params,
        body: peopleEditSchema,
        response: { 200: peopleEditedSchema, ...otherwise },
      },
    },
    async (request) => {
      const editor = { view: viewOf(request.asker, request.blindness), by: doerOf(request) };
      return { cohortVersion: await changePeople(context, request.params.id, request.body, editor) };
    },
  );
  typed.get(
    '/api/cohorts/:id/people/:side/:person/history',
    {
      schema: {
        summary: 'What became of an application, newest first',
        tags,
        params: personParams,
        response: { 200: z.array(personChangeSchema), ...otherwise },
      },
    },
    ({ asker, blindness, params: { id: cohortId, side, person } }) =>
      readHistory(context, { cohortId, side, person }, viewOf(asker, blindness)),
  );
  typed.put(
    '/api/cohorts/:id/blind-review',
    {
      schema: {
        summary: 'Begin or end a blind review: for oneself, or as an owner for everybody',
        tags,
        params,
        body: blindnessChangeSchema,
        response: { 200: blindnessSchema, ...otherwise },
      },
    },
    (request) => switchBlindReview(context, request.params.id, request.body, request, doerOf(request)),
  );
  typed.post(
    '/api/cohorts/:id/waiting-list',
    {
      schema: {
        summary: 'Take over those whom an earlier cohort left waiting',
        tags,
        params,
        body: waitingListSchema,
        response: { 200: waitingTakenSchema, ...otherwise },
      },
    },
    (request) => takeWaitingList(context, request.params.id, request.body, doerOf(request)),
  );
}
