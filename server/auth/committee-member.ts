import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Member } from '#solver/contract/api/committee.ts';
import type { Store } from '../store/store.ts';
import { newToken, tokenHash } from './tokens.ts';

const COOKIE = 'mile-member';
/** Browsers keep a cookie for 400 days at most. */
const KEPT_SECONDS = 400 * 24 * 60 * 60;

/** The member of a cohort's committee who sends this request, or undefined. */
export async function memberWhoAsks(
  store: Store,
  request: FastifyRequest,
  cohortId: string,
): Promise<Member | undefined> {
  const key = keyOf(request);
  return key === undefined ? undefined : store.committees.byKey(cohortId, key);
}

/**
 * By what a member is known again; the one place that knows how members are told apart: by their account, and where nobody has to sign in by a random
 * token in a cookie that scripts cannot read. Of a token the hash alone is kept.
 */
function keyOf(request: FastifyRequest): string | undefined {
  const { asker } = request;
  if (asker.state === 'signed-in') return accountKey(asker.account.id);
  const token = request.cookies[COOKIE];
  return token === undefined ? undefined : tokenKey(token);
}

/** By what somebody who joins now will be known, and the name that they have already. Without an account the browser is given a token. */
export function newMemberKey(
  request: FastifyRequest,
  reply: FastifyReply,
  cohortId: string,
): { key: string; name: string | undefined } {
  const { asker } = request;
  if (asker.state === 'signed-in') return { key: accountKey(asker.account.id), name: asker.account.name };
  const token = newToken();
  void reply.setCookie(COOKIE, token, {
    path: `/api/cohorts/${cohortId}`,
    httpOnly: true,
    sameSite: 'strict',
    maxAge: KEPT_SECONDS,
  });
  return { key: tokenKey(token), name: undefined };
}

function accountKey(id: string): string {
  return `account ${id}`;
}

function tokenKey(token: string): string {
  return `token ${tokenHash(token)}`;
}
