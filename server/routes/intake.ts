import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { intakeSaveSchema, intakeSchema, repeatedDecisionSchema } from '#solver/contract/api/intake.ts';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { readIntake } from '../use-cases/intake/read-intake.ts';
import { decideRepeated } from '../use-cases/intake/decide-repeated.ts';
import { saveIntake } from '../use-cases/intake/save-intake.ts';
import { doerOf } from './author.ts';
import { otherwise } from './bodies.ts';

const tags = ['intake'];
const params = z.strictObject({ id: recordIdSchema });

/** What the committee does about the public forms of a cohort. */
export function intakeRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: intakeSchema, ...otherwise };
  typed.get(
    '/api/cohorts/:id/intake',
    { schema: { summary: 'When applications are taken, and what came', tags, params, response } },
    ({ asker, blindness, params: { id } }) => readIntake(context, id, viewOf(asker, blindness)),
  );
  typed.put(
    '/api/cohorts/:id/intake',
    { schema: { summary: 'Open or close applications', tags, params, body: intakeSaveSchema, response } },
    (request) =>
      saveIntake(context, request.params.id, request.body, {
        view: viewOf(request.asker, request.blindness),
        by: doerOf(request),
      }),
  );
  typed.post(
    '/api/cohorts/:id/submissions/:submission',
    {
      schema: {
        summary: 'Take the answers of somebody who applied again, or put them aside',
        tags,
        params: params.extend({ submission: recordIdSchema }),
        body: repeatedDecisionSchema,
        response,
      },
    },
    (request) => {
      const { id, submission } = request.params;
      const editor = { view: viewOf(request.asker, request.blindness), by: doerOf(request) };
      return decideRepeated(context, id, { submission, take: request.body.take }, editor);
    },
  );
}
