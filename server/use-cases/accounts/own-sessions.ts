import type { Session } from '#solver/contract/api/accounts.ts';
import { MileError } from '#solver/contract/errors.ts';
import { sessionLimits } from '../../auth/session-limits.ts';
import type { Context } from '../context.ts';
import type { SignedInAsker } from './who-asks.ts';

/** Where the asker is signed in, latest first. */
export async function listSessions(
  { store }: Context,
  { account, session }: SignedInAsker,
): Promise<Session[]> {
  const all = await store.sessions.of(account.id, sessionLimits(Date.now()));
  return all.map(({ id, createdAt, seenAt }) => ({ id, createdAt, seenAt, current: id === session.id }));
}

/** Ends one of the asker's own sessions. Throws NOT_FOUND. */
export async function endSession({ store }: Context, { account }: SignedInAsker, id: string): Promise<void> {
  if (await store.sessions.end(account.id, id)) return;
  throw new MileError('NOT_FOUND', 'You have no such session; it may have ended already.', { id });
}
