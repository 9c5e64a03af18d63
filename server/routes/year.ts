import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import {
  YEAR_FILES,
  remindersSentSchema,
  yearEventCreateSchema,
  yearFiguresSchema,
  yearLinkAskSchema,
  yearLinkGivenSchema,
  yearSchema,
} from '#solver/contract/api/year.ts';
import { viewOf } from '../auth/view.ts';
import type { Context } from '../use-cases/context.ts';
import { endLinks, renewLink } from '../use-cases/year/links.ts';
import { readFigures } from '../use-cases/year/read-figures.ts';
import { linksFile, mailReminders, remindersFile } from '../use-cases/year/remind.ts';
import type { Asking } from '../use-cases/year/remind.ts';
import { readYear } from '../use-cases/year/read-year.ts';
import { writeYearEvent } from '../use-cases/year/write-event.ts';
import { doerOf } from './author.ts';
import { otherwise, sendDownload } from './bodies.ts';

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
  typed.get(
    '/api/cohorts/:id/year/figures',
    {
      schema: {
        summary: 'What the year comes to in figures, and what it says about the criteria',
        tags,
        params,
        response: { 200: yearFiguresSchema, ...otherwise },
      },
    },
    (request) => readFigures(context, request.params.id, new Date()),
  );
  typed.post(
    '/api/cohorts/:id/year/events',
    {
      schema: {
        summary: 'Write down what the committee did or heard about a pair',
        tags,
        params,
        body: yearEventCreateSchema,
        response,
      },
    },
    (request) => writeYearEvent(context, request.params.id, request.body, doerOf(request), new Date()),
  );
  linkRoutes(app, context);
  reminderRoutes(app, context);
}

function linkRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const body = yearLinkAskSchema;
  typed.post(
    '/api/cohorts/:id/year/links',
    {
      schema: {
        summary: 'Give somebody a new link to the check-in page, which is told once; earlier ones end',
        tags,
        params,
        body,
        response: { 201: yearLinkGivenSchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const { side, person } = request.body;
      const key = { cohortId: request.params.id, side, id: person };
      return reply.code(201).send(await renewLink(context, key, doerOf(request), new Date()));
    },
  );
  typed.post(
    '/api/cohorts/:id/year/links/end',
    {
      schema: {
        summary: 'End the links of somebody to the check-in page',
        tags,
        params,
        body,
        response: { 200: z.strictObject({}), ...otherwise },
      },
    },
    async (request) => {
      const { side, person } = request.body;
      await endLinks(context, { cohortId: request.params.id, side, id: person }, doerOf(request));
      return {};
    },
  );
}

const FILES = { 'links.csv': linksFile, 'reminders.csv': remindersFile } as const;

function reminderRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const body = z.strictObject({});
  const content = { 'text/csv': { schema: z.file() } };
  for (const name of Object.keys(FILES) as (keyof typeof FILES)[])
    typed.post(
      `/api/cohorts/:id/year/${name}`,
      {
        schema: {
          summary: YEAR_FILES[name],
          tags,
          params,
          body,
          response: { 200: { description: 'The file', content }, ...otherwise },
        },
      },
      async (request, reply) => {
        const bytes = await FILES[name](context, askingOf(request, context, request.params.id));
        return sendDownload(reply, bytes, { name, type: 'text/csv' });
      },
    );
  typed.post(
    '/api/cohorts/:id/year/reminders',
    {
      schema: {
        summary: 'Remind by mail all of whom something is due',
        tags,
        params,
        body,
        response: { 200: remindersSentSchema, ...otherwise },
      },
    },
    (request) => mailReminders(context, askingOf(request, context, request.params.id)),
  );
}

/** Links begin with the address that the service was told, else with the one by which the asker reached it. */
function askingOf(request: FastifyRequest, { origin }: Context, cohortId: string): Asking {
  return {
    cohortId,
    origin: origin ?? `${request.protocol}://${request.host}`,
    by: doerOf(request),
    now: new Date(),
  };
}
