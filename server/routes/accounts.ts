import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  accountChangeSchema,
  accountSchema,
  invitationCreateSchema,
  linkSchema,
} from '#solver/contract/api/accounts.ts';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { changeAccount, listAccounts, signOutEverywhere } from '../use-cases/accounts/change-account.ts';
import { invite, offerNewPassword } from '../use-cases/accounts/links.ts';
import type { Context } from '../use-cases/context.ts';
import { doerOf } from './author.ts';
import { otherwise } from './bodies.ts';

const tags = ['accounts'];
const params = z.strictObject({ id: recordIdSchema });

/** What an owner does with the accounts. */
export function accountRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/accounts',
    { schema: { summary: 'All accounts', tags, response: { 200: z.array(accountSchema), ...otherwise } } },
    () => listAccounts(context),
  );
  typed.post(
    '/api/accounts/invitations',
    {
      schema: {
        summary: 'Invite somebody; the answer holds the token of the link, which is not told again',
        tags,
        body: invitationCreateSchema,
        response: { 201: linkSchema, ...otherwise },
      },
    },
    async (request, reply) => reply.code(201).send(await invite(context, request.body, doerOf(request))),
  );
  typed.patch(
    '/api/accounts/:id',
    {
      schema: {
        summary: 'Give another role, disable or enable',
        tags,
        params,
        body: accountChangeSchema,
        response: { 200: accountSchema, ...otherwise },
      },
    },
    (request) => changeAccount(context, request.params.id, request.body, doerOf(request)),
  );
  typed.post(
    '/api/accounts/:id/new-password',
    {
      schema: {
        summary: 'A link with which somebody chooses a new password',
        tags,
        params,
        response: { 201: linkSchema, ...otherwise },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await offerNewPassword(context, request.params.id, doerOf(request))),
  );
  typed.delete(
    '/api/accounts/:id/sessions',
    {
      schema: {
        summary: 'Sign somebody out everywhere',
        tags,
        params,
        response: { 200: z.strictObject({}), ...otherwise },
      },
    },
    async (request) => {
      await signOutEverywhere(context, request.params.id, doerOf(request));
      return {};
    },
  );
}
