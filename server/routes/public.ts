import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  applySchema,
  appliedSchema,
  ownApplicationAskSchema,
  ownApplicationSchema,
  ownCorrectionSchema,
  publicFormSchema,
  publicPageSchema,
  publicProgrammeSchema,
} from '#solver/contract/api/intake.ts';
import { sideSchema, slugSchema } from '#solver/contract/identifier.ts';
import type { Context } from '../use-cases/context.ts';
import { apply } from '../use-cases/intake/apply.ts';
import {
  correctOwnApplication,
  readOwnApplication,
  withdrawOwnApplication,
} from '../use-cases/intake/own-application.ts';
import { readPublicForm } from '../use-cases/intake/public-form.ts';
import { listPublicProgrammes, readPublicPage } from '../use-cases/intake/read-public-page.ts';
import { otherwise } from './bodies.ts';

const tags = ['public'];
const params = z.strictObject({ id: slugSchema });
const formParams = params.extend({ side: sideSchema });

/** What strangers may do: read a programme's page, apply, and look after their own application. */
export function publicRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/public/programmes',
    {
      schema: {
        summary: 'Programmes that have a page',
        tags,
        response: { 200: z.array(publicProgrammeSchema), ...otherwise },
      },
    },
    () => listPublicProgrammes(context),
  );
  typed.get(
    '/api/public/programmes/:id',
    {
      schema: {
        summary: 'The page of a programme',
        tags,
        params,
        response: { 200: publicPageSchema, ...otherwise },
      },
    },
    (request) => readPublicPage(context, request.params.id),
  );
  typed.get(
    '/api/public/programmes/:id/forms/:side',
    {
      schema: {
        summary: 'An application form',
        tags,
        params: formParams,
        response: { 200: publicFormSchema, ...otherwise },
      },
    },
    ({ params: { id, side } }) => readPublicForm(context, id, side),
  );
  typed.post(
    '/api/public/programmes/:id/forms/:side',
    {
      schema: {
        summary: 'Apply; the answer holds the token of the link to the application, which is not told again',
        tags,
        params: formParams,
        body: applySchema,
        response: { 201: appliedSchema, ...otherwise },
      },
    },
    async ({ params: { id: programmeId, side }, body: { values, stamp, website }, ip }, reply) =>
      reply.code(201).send(await apply(context, { programmeId, side, values, stamp, website, address: ip })),
  );
  ownApplicationRoutes(app, context);
}

/** The token travels in the body: addresses are written down on the way. */
function ownApplicationRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: ownApplicationSchema, ...otherwise };
  typed.post(
    '/api/public/application/read',
    { schema: { summary: 'Read one’s own application', tags, body: ownApplicationAskSchema, response } },
    (request) => readOwnApplication(context, request.body.token),
  );
  typed.put(
    '/api/public/application',
    { schema: { summary: 'Correct one’s own application', tags, body: ownCorrectionSchema, response } },
    (request) => correctOwnApplication(context, request.body),
  );
  typed.post(
    '/api/public/application/withdraw',
    { schema: { summary: 'Withdraw one’s own application', tags, body: ownApplicationAskSchema, response } },
    (request) => withdrawOwnApplication(context, request.body.token),
  );
}
