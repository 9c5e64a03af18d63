import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  accountSchema,
  linkAskSchema,
  linkFactsSchema,
  linkUseSchema,
  passwordChangeSchema,
  sessionSchema,
  setUpSchema,
  signInSchema,
  whoAmISchema,
} from '#solver/contract/api/accounts.ts';
import type { Account } from '#solver/contract/api/accounts.ts';
import { recordIdSchema } from '#solver/contract/api/cohorts.ts';
import { accountFacts } from '../use-cases/accounts/account-facts.ts';
import { changePassword, signOutEverywhere } from '../use-cases/accounts/change-account.ts';
import { linkFacts, useLink } from '../use-cases/accounts/links.ts';
import { endSession, listSessions } from '../use-cases/accounts/own-sessions.ts';
import { setUp } from '../use-cases/accounts/set-up.ts';
import { signIn } from '../use-cases/accounts/sign-in.ts';
import type { SignedIn } from '../use-cases/accounts/sign-in.ts';
import { signedIn } from '../use-cases/accounts/who-asks.ts';
import type { Context } from '../use-cases/context.ts';
import { accountDoer } from '../use-cases/doer.ts';
import { otherwise } from './bodies.ts';

const tags = ['accounts'];
const nothing = z.strictObject({});

/** Coming and going: who am I, sign in and out, links, the own password and sessions. */
export function sessionRoutes(app: FastifyInstance, context: Context): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const { store, cookie } = context;

  function welcome(reply: FastifyReply, { token, account }: SignedIn): Account {
    cookie.set(reply, token);
    return account;
  }

  typed.get(
    '/api/session',
    { schema: { summary: 'Who is asking', tags, response: { 200: whoAmISchema, ...otherwise } } },
    async ({ asker }) =>
      asker.state === 'signed-in'
        ? { state: asker.state, account: accountFacts(asker.account) }
        : { state: asker.state, accounts: await store.accounts.any() },
  );
  typed.post(
    '/api/session',
    {
      schema: {
        summary: 'Sign in',
        tags,
        body: signInSchema,
        response: { 200: accountSchema, ...otherwise },
      },
    },
    async (request, reply) => welcome(reply, await signIn(context, request.body, request.ip)),
  );
  typed.delete(
    '/api/session',
    { schema: { summary: 'Sign out here', tags, response: { 200: nothing, ...otherwise } } },
    async ({ asker }, reply) => {
      if (asker.state === 'signed-in') await store.sessions.end(asker.account.id, asker.session.id);
      cookie.clear(reply);
      return {};
    },
  );
  typed.post(
    '/api/set-up',
    {
      schema: {
        summary: 'Make the first account, with the link that the service printed',
        tags,
        body: setUpSchema,
        response: { 201: accountSchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const account = welcome(reply, await setUp(context, request.body));
      return reply.code(201).send(account);
    },
  );
  typed.post(
    '/api/links/facts',
    {
      schema: {
        summary: 'What a link is for',
        tags,
        body: linkAskSchema,
        response: { 200: linkFactsSchema, ...otherwise },
      },
    },
    (request) => linkFacts(context, request.body.token),
  );
  typed.post(
    '/api/links/use',
    {
      schema: {
        summary: 'Accept an invitation, or choose a new password, and sign in',
        tags,
        body: linkUseSchema,
        response: { 200: accountSchema, ...otherwise },
      },
    },
    async (request, reply) => welcome(reply, await useLink(context, request.body)),
  );
  typed.put(
    '/api/account/password',
    {
      schema: {
        summary: 'Choose a new password; other sessions end',
        tags,
        body: passwordChangeSchema,
        response: { 200: accountSchema, ...otherwise },
      },
    },
    async (request, reply) => {
      const { account } = signedIn(request.asker);
      return welcome(reply, await changePassword(context, account, request.body, request.ip));
    },
  );
  typed.get(
    '/api/account/sessions',
    {
      schema: {
        summary: 'Where I am signed in',
        tags,
        response: { 200: z.array(sessionSchema), ...otherwise },
      },
    },
    ({ asker }) => listSessions(context, signedIn(asker)),
  );
  typed.delete(
    '/api/account/sessions',
    { schema: { summary: 'Sign out everywhere', tags, response: { 200: nothing, ...otherwise } } },
    async ({ asker }, reply) => {
      const { id } = signedIn(asker).account;
      await signOutEverywhere(context, id, accountDoer(id));
      cookie.clear(reply);
      return {};
    },
  );
  typed.delete(
    '/api/account/sessions/:id',
    {
      schema: {
        summary: 'Sign out in one browser',
        tags,
        params: z.strictObject({ id: recordIdSchema }),
        response: { 200: nothing, ...otherwise },
      },
    },
    async ({ asker, params }) => {
      await endSession(context, signedIn(asker), params.id);
      return {};
    },
  );
}
