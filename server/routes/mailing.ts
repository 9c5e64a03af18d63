import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { undeliveredSchema } from '#solver/contract/api/mail.ts';
import { mailingSchema, mailingSendSchema } from '#solver/contract/api/mailing.ts';
import type { Context } from '../use-cases/context.ts';
import { readMailing } from '../use-cases/mailing/read-mailing.ts';
import { undeliveredConfirmations, undeliveredLinks } from '../use-cases/mailing/undelivered.ts';
import { sendLetters } from '../use-cases/mailing/send-letters.ts';
import { doerOf } from './author.ts';
import { otherwise } from './bodies.ts';

const tags = ['announcement'];
const params = z.strictObject({ id: recordIdSchema });

/** Letters of a published version by mail. */
export function mailingRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const response = { 200: mailingSchema, ...otherwise };
  const summary = 'Who would get a letter by mail, and what became of those that were sent';
  typed.get('/api/cohorts/:id/mailing', { schema: { summary, tags, params, response } }, (request) =>
    readMailing(context, request.params.id),
  );
  typed.post(
    '/api/cohorts/:id/mailing',
    { schema: { summary: 'Send letters by mail', tags, params, body: mailingSendSchema, response } },
    (request) => sendLetters(context, request.params.id, request.body, doerOf(request)),
  );
  const lost = { 200: z.array(undeliveredSchema), ...otherwise };
  typed.get(
    '/api/cohorts/:id/undelivered',
    { schema: { summary: 'Confirmations that did not arrive', tags, params, response: lost } },
    (request) => undeliveredConfirmations(context, request.params.id),
  );
  typed.get(
    '/api/accounts/undelivered',
    { schema: { summary: 'Links of accounts that did not arrive', tags, response: lost } },
    () => undeliveredLinks(context),
  );
}
