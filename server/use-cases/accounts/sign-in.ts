import type { Account } from '#solver/contract/api/accounts.ts';
import { MileError } from '#solver/contract/errors.ts';
import { isPassword } from '../../auth/passwords.ts';
import { sessionLimits } from '../../auth/session-limits.ts';
import { newToken, tokenHash } from '../../auth/tokens.ts';
import type { StoredAccount } from '../../store/accounts.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { newRecordId } from '../record-id.ts';
import { accountFacts } from './account-facts.ts';

/** A new session: the token for the browser, and whose it is. */
export interface SignedIn {
  token: string;
  account: Account;
}

/**
 * Signs somebody in, whoever `address` is. Throws RATE_LIMITED, and WRONG_CREDENTIALS in the same words and after the same work
 * whether the address is unknown, the password wrong or the account disabled.
 */
export async function signIn(
  { store, attempts }: Context,
  { email, password }: { email: string; password: string },
  address: string,
): Promise<SignedIn> {
  await attempts.count(email, address);
  const account = await store.accounts.byEmail(email);
  const right = await isPassword(password, account?.passwordHash);
  if (!account || !right || account.disabled) throw wrongCredentials();
  const signedIn = await store.transaction(async (repositories) => {
    // A new password ends all sessions: one that begins by the old password meanwhile would outlive that.
    const current = await repositories.accounts.byId(account.id);
    if (!current || current.disabled || current.passwordHash !== account.passwordHash)
      throw wrongCredentials();
    return beginSession(repositories, current);
  });
  await attempts.forget(email);
  return signedIn;
}

function wrongCredentials(): MileError {
  return new MileError(
    'WRONG_CREDENTIALS',
    'E-mail address and password do not belong together. Try again, or ask an owner for a link to choose a new password.',
  );
}

/** A session always has an id of its own making, never one that a browser brought. */
export async function beginSession(repositories: Repositories, account: StoredAccount): Promise<SignedIn> {
  const token = newToken();
  const now = Date.now();
  const at = new Date(now).toISOString();
  await repositories.sessions.sweep(sessionLimits(now));
  await repositories.sessions.add({
    id: newRecordId(),
    tokenHash: tokenHash(token),
    accountId: account.id,
    createdAt: at,
    seenAt: at,
  });
  await repositories.accounts.change(account.id, { seenAt: at });
  return { token, account: accountFacts({ ...account, seenAt: at }) };
}
