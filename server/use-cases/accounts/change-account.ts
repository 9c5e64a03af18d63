import type { Account, Role } from '#solver/contract/api/accounts.ts';
import { MileError } from '#solver/contract/errors.ts';
import { hashPassword, isPassword } from '../../auth/passwords.ts';
import type { StoredAccount } from '../../store/accounts.ts';
import type { Store } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { accountDoer } from '../doer.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { accountFacts } from './account-facts.ts';
import { beginSession } from './sign-in.ts';
import type { SignedIn } from './sign-in.ts';

export async function listAccounts({ store }: { store: Store }): Promise<Account[]> {
  return (await store.accounts.list()).map(accountFacts);
}

/**
 * Gives another role, disables or enables. A disabled account is signed out everywhere.
 * Throws NOT_FOUND, and LAST_OWNER where nobody could keep the accounts afterwards.
 */
export async function changeAccount(
  { store }: { store: Store },
  id: string,
  change: { role?: Role | undefined; disabled?: boolean | undefined },
  by: Doer,
): Promise<Account> {
  return store.transaction(async (repositories) => {
    const account = await repositories.accounts.byId(id);
    if (!account) throw noSuchAccount(id);
    await repositories.accounts.change(id, change);
    if ((await repositories.accounts.activeOwners()) === 0)
      throw new MileError(
        'LAST_OWNER',
        `${account.name} is the only owner. Make somebody else an owner first.`,
        { id },
      );
    if (change.disabled) await repositories.sessions.endAll(id);
    const { role = account.role, disabled = account.disabled } = change;
    const facts = { account: id, role, disabled };
    await recordDeed(repositories, { by, kind: 'account.changed', facts });
    return accountFacts((await repositories.accounts.byId(id)) as StoredAccount);
  });
}

/** A new password for who knows the old one; every other session ends. Throws WRONG_CREDENTIALS, RATE_LIMITED, WEAK_PASSWORD. */
export async function changePassword(
  { store, pools, attempts }: Context,
  account: StoredAccount,
  { current, password }: { current: string; password: string },
  address: string,
): Promise<SignedIn> {
  await attempts.count(account.email, address);
  if (!(await isPassword(current, account.passwordHash))) throw wrongPassword();
  await attempts.forget(account.email);
  await pools.files.refuseWeakPassword({ password, personal: [account.email, account.name] });
  const passwordHash = await hashPassword(password);
  return store.transaction(async (repositories) => {
    const stored = await repositories.accounts.byId(account.id);
    if (!stored || stored.disabled || stored.passwordHash !== account.passwordHash) throw wrongPassword();
    await repositories.accounts.change(account.id, { passwordHash });
    await repositories.sessions.endAll(account.id);
    const signedIn = await beginSession(repositories, account);
    await recordDeed(repositories, { by: accountDoer(account.id), kind: 'password.changed' });
    return signedIn;
  });
}

function wrongPassword(): MileError {
  return new MileError('WRONG_CREDENTIALS', 'The current password is not right, so nothing was changed.');
}

/** Ends all sessions of an account. */
export async function signOutEverywhere({ store }: { store: Store }, id: string, by: Doer): Promise<void> {
  await store.transaction(async (repositories) => {
    await repositories.sessions.endAll(id);
    await recordDeed(repositories, { by, kind: 'account.signed-out', facts: { account: id } });
  });
}

export function noSuchAccount(id: string): MileError {
  return new MileError('NOT_FOUND', `There is no account "${id}". Open it from the list of accounts.`, {
    id,
  });
}
