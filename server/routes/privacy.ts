import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { personAskSchema, personErasedSchema, personExportSchema } from '#solver/contract/api/privacy.ts';
import type { Context } from '../use-cases/context.ts';
import { erasePerson } from '../use-cases/privacy/erase-person.ts';
import { exportPerson } from '../use-cases/privacy/export-person.ts';
import { doerOf } from './author.ts';
import { otherwise } from './bodies.ts';

const tags = ['privacy'];

/** What somebody may ask of those who keep their data. Addresses travel in bodies: an address of a page ends up in histories. */
export function privacyRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/privacy/export',
    {
      schema: {
        summary: 'Everything that is kept of one person',
        tags,
        body: personAskSchema,
        response: { 200: personExportSchema, ...otherwise },
      },
    },
    ({ body }) => exportPerson(context.store, body.email),
  );
  typed.post(
    '/api/privacy/erase',
    {
      schema: {
        summary: 'Erase one person for good; pairs of saved sets stay under ids',
        tags,
        body: personAskSchema,
        response: { 200: personErasedSchema, ...otherwise },
      },
    },
    async (request) => {
      const by = doerOf(request);
      const erased = await erasePerson(context.store, request.body.email, by);
      for (const cohort of erased.cohorts) {
        context.live.changed(cohort, { kind: 'people', by: by.viewer });
        context.live.changed(cohort, { kind: 'policy', by: by.viewer });
      }
      return erased;
    },
  );
}
