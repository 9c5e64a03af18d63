import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { heldSchema, retainedSchema, retentionRunSchema } from '#solver/contract/api/retention.ts';
import type { Context } from '../use-cases/context.ts';
import { listRetention, runRetention } from '../use-cases/privacy/retention.ts';
import { requireTypedName } from '../use-cases/privacy/typed-name.ts';
import { doerOf } from './author.ts';
import { otherwise } from './bodies.ts';

const tags = ['privacy'];
const today = () => new Date().toISOString().slice(0, 10);

/** Personal data whose time is over. */
export function retentionRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/retention',
    {
      schema: {
        summary: 'What every cohort holds of people, and until when',
        tags,
        response: { 200: z.array(retainedSchema), ...otherwise },
      },
    },
    () => listRetention(context.store, today()),
  );
  typed.post(
    '/api/retention',
    {
      schema: {
        summary: 'Erase everything personal of a cohort whose time is over; gives what was held',
        tags,
        body: retentionRunSchema,
        response: { 200: heldSchema, ...otherwise },
      },
    },
    async (request) => {
      const { cohort, name } = request.body;
      const by = doerOf(request);
      await requireTypedName(context, cohort, name);
      const held = await runRetention(context.store, cohort, today(), by);
      context.live.changed(cohort, { kind: 'people', by: by.viewer });
      context.live.changed(cohort, { kind: 'policy', by: by.viewer });
      return held;
    },
  );
}
