import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { yearSchema } from '#solver/contract/api/year.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { readYear } from '../use-cases/year/read-year.ts';
import { otherwise } from './bodies.ts';

const tags = ['year'];
const params = z.strictObject({ id: recordIdSchema });

/** What becomes of the pairs of a published match. */
export function yearRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: yearSchema, ...otherwise };
  typed.get(
    '/api/cohorts/:id/year',
    { schema: { summary: 'How the relationships of the published match stand', tags, params, response } },
    ({ asker, blindness, params: { id } }) => readYear(context, id, viewOf(asker, blindness), new Date()),
  );
}
