import type { Role } from '#solver/contract/api/accounts.ts';
import { MileError } from '#solver/contract/errors.ts';
import { sessionLimits, TOUCH_MS } from '../../auth/session-limits.ts';
import { tokenHash } from '../../auth/tokens.ts';
import type { StoredAccount } from '../../store/accounts.ts';
import type { StoredSession } from '../../store/sessions.ts';
import type { Context } from '../context.ts';

/** Who asks. `open`: nobody needs to sign in. `closed`: not signed in, or not any more. */
export type Asker = { state: 'open' } | { state: 'closed' } | SignedInAsker;

export interface SignedInAsker {
  state: 'signed-in';
  account: StoredAccount;
  session: StoredSession;
}

/** What the asker may do. Whoever is let in without an account sits at the machine itself. Throws SIGN_IN_NEEDED. */
export function roleOf(asker: Asker): Role {
  return asker.state === 'open' ? 'owner' : signedIn(asker).account.role;
}

/** The account that asks, where a question makes sense for an account alone. Throws SIGN_IN_NEEDED. */
export function signedIn(asker: Asker): SignedInAsker {
  if (asker.state === 'signed-in') return asker;
  throw new MileError('SIGN_IN_NEEDED', 'This belongs to an account. Make the first one, or sign in.');
}

/** The asker behind a session's token. A disabled account is closed from this very request on. */
export async function whoAsks(context: Context, token: string | undefined): Promise<Asker> {
  const { store, doors } = context;
  if (doors === 'always-open' || (doors === 'open-until-first-account' && !(await store.accounts.any())))
    return { state: 'open' };
  if (token === undefined) return { state: 'closed' };
  const now = Date.now();
  const session = await store.sessions.byToken(tokenHash(token), sessionLimits(now));
  const account = session && (await store.accounts.byId(session.accountId));
  if (!account || account.disabled) return { state: 'closed' };
  if (now - Date.parse(session.seenAt) > TOUCH_MS) await touch(context, session, new Date(now).toISOString());
  return { state: 'signed-in', account, session };
}

async function touch({ store }: Context, session: StoredSession, seenAt: string): Promise<void> {
  await store.sessions.touch(session.id, seenAt);
  await store.accounts.change(session.accountId, { seenAt });
}
