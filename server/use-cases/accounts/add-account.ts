import type { StoredAccount } from '../../store/accounts.ts';
import type { Repositories } from '../../store/store.ts';
import { accountDoer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { forgetSetUpSecret } from './set-up-secret.ts';
import { beginSession } from './sign-in.ts';
import type { SignedIn } from './sign-in.ts';

/** Makes an account and signs its holder in. */
export async function addAccount(repositories: Repositories, account: StoredAccount): Promise<SignedIn> {
  await repositories.accounts.add(account);
  await forgetSetUpSecret(repositories);
  const signedIn = await beginSession(repositories, account);
  const facts = { account: account.id, role: account.role };
  await recordDeed(repositories, { by: accountDoer(account.id), kind: 'account.made', facts });
  return signedIn;
}
