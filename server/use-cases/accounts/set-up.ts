import { timingSafeEqual } from 'node:crypto';
import { MileError } from '#solver/contract/errors.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { tokenHash } from '../../auth/tokens.ts';
import type { Context } from '../context.ts';
import { newRecordId } from '../record-id.ts';
import { addAccount } from './add-account.ts';
import type { SignedIn } from './sign-in.ts';

interface FirstAccount {
  token: string;
  email: string;
  name: string;
  password: string;
}

/**
 * Makes the first account, an owner, and signs it in. Throws LINK_NOT_VALID without the token that a start over this store
 * prints, or where there is an account already; WEAK_PASSWORD.
 */
export async function setUp(
  { store, pools, setUpToken }: Context,
  { token, email, name, password }: FirstAccount,
): Promise<SignedIn> {
  if (!isSame(token, setUpToken)) throw linkGone();
  await pools.files.refuseWeakPassword({ password, personal: [email, name] });
  const passwordHash = await hashPassword(password);
  return store.transaction(async (repositories) => {
    if (await repositories.accounts.any()) throw linkGone();
    const account = {
      id: newRecordId(),
      email,
      name,
      role: 'owner',
      passwordHash,
      disabled: false,
      createdAt: new Date().toISOString(),
      seenAt: null,
    } as const;
    return addAccount(repositories, account);
  });
}

function isSame(token: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(tokenHash(token)), Buffer.from(tokenHash(expected)));
}

function linkGone(): MileError {
  return new MileError(
    'LINK_NOT_VALID',
    'This link does not set up the service: it was used already, or is not whole. ' +
      'Take the link that the service printed when it started, or sign in.',
  );
}
