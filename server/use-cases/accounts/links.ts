import type { Link, LinkFacts, LinkPurpose, Role } from '#solver/contract/api/accounts.ts';
import { MileError } from '#solver/contract/errors.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { newToken, tokenHash } from '../../auth/tokens.ts';
import type { StoredAccount } from '../../store/accounts.ts';
import type { StoredLink } from '../../store/links.ts';
import type { Mail } from '../../mail/mail.ts';
import type { Repositories, Store } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { accountDoer } from '../doer.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { newRecordId } from '../record-id.ts';
import { noSuchAccount } from './change-account.ts';
import { isEmail } from '../../files/email.ts';
import { linkLetter } from './link-letter.ts';
import { addAccount } from './add-account.ts';
import { beginSession } from './sign-in.ts';
import type { SignedIn } from './sign-in.ts';

const DAY_MS = 24 * 3_600_000;
const LASTS_MS: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * DAY_MS, 'new-password': DAY_MS };

/** Where the accounts are kept; all that links need of the service, so that the command line can give them out too. */
interface Accounts {
  store: Store;
  /** Brings links to those they are for, where it can; a command line has none. */
  mail?: Mail;
}

/** Invites somebody: whoever has the link makes the account. Throws ACCOUNT_EXISTS, and LAST_OWNER for a first account that is no owner's. */
export async function invite(
  { store, mail }: Accounts,
  invited: { email: string; name: string; role: Role },
  by: Doer,
): Promise<Link> {
  const given = await store.transaction(async (repositories) => {
    if (await repositories.accounts.byEmail(invited.email))
      throw new MileError(
        'ACCOUNT_EXISTS',
        `${invited.email} has an account already. Change its role, or give out a link for a new password.`,
      );
    if (invited.role !== 'owner' && !(await repositories.accounts.any()))
      throw new MileError('LAST_OWNER', 'The first account keeps all others: make it an owner.', {
        role: invited.role,
      });
    const link = await giveOut({ repositories, mail }, 'invitation', invited);
    const facts = { role: invited.role, mailed: link.mailed };
    await recordDeed(repositories, { by, kind: 'account.invited', facts });
    return link;
  });
  mail?.wake();
  return given;
}

/** A link with which the holder of an account chooses a new password. Throws NOT_FOUND. */
export async function offerNewPassword(
  { store, mail }: Accounts,
  accountId: string,
  by: Doer,
): Promise<Link> {
  const given = await store.transaction(async (repositories) => {
    const account = await repositories.accounts.byId(accountId);
    if (!account) throw noSuchAccount(accountId);
    const link = await giveOut({ repositories, mail }, 'new-password', account);
    const facts = { account: accountId, mailed: link.mailed };
    await recordDeed(repositories, { by, kind: 'password.link-given', facts });
    return link;
  });
  mail?.wake();
  return given;
}

async function giveOut(
  { repositories, mail }: { repositories: Repositories; mail: Mail | undefined },
  purpose: LinkPurpose,
  { email, name, role }: { email: string; name: string; role: Role },
): Promise<Link> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + LASTS_MS[purpose]).toISOString();
  await repositories.outbox.forgetLost(email);
  await repositories.links.put({ tokenHash: tokenHash(token), purpose, email, name, role, expiresAt });
  const origin = isEmail(email) ? mail?.linkOrigin : undefined;
  if (mail && origin !== undefined)
    await mail.queue(repositories, [linkLetter(origin, { purpose, email, name, role, token, expiresAt })]);
  return { token, expiresAt, mailed: origin !== undefined };
}

/** What a link is for. Throws LINK_NOT_VALID. */
export async function linkFacts({ store }: Accounts, token: string): Promise<LinkFacts> {
  const { purpose, email, name, role, expiresAt } = await validLink(store, token);
  return { purpose, email, name, role, expiresAt };
}

/** Uses up a link and signs its holder in. Throws LINK_NOT_VALID, WEAK_PASSWORD, ACCOUNT_EXISTS. */
export async function useLink(
  { store, pools }: Context,
  { token, name, password }: { token: string; name?: string | undefined; password: string },
): Promise<SignedIn> {
  const link = await validLink(store, token);
  await pools.files.refuseWeakPassword({ password, personal: [link.email, name ?? link.name] });
  const passwordHash = await hashPassword(password);
  return store.transaction(async (repositories) => {
    // Once more: it may have been used while the password was hashed.
    const { email, purpose, role } = await validLink(repositories, token);
    await repositories.links.end(email);
    await repositories.outbox.forgetLost(email);
    const known = await repositories.accounts.byEmail(email);
    if (purpose === 'new-password') {
      const account = await renewed(repositories, known, passwordHash);
      const signedIn = await beginSession(repositories, account);
      await recordDeed(repositories, { by: accountDoer(account.id), kind: 'password.changed' });
      return signedIn;
    }
    if (known) throw linkNotValid();
    const account = {
      id: newRecordId(),
      email,
      name: name ?? link.name,
      role,
      passwordHash,
      disabled: false,
      createdAt: new Date().toISOString(),
      seenAt: null,
    };
    return addAccount(repositories, account);
  });
}

/** A new password ends every session that the old one began. */
async function renewed(
  repositories: Repositories,
  account: StoredAccount | undefined,
  passwordHash: string,
): Promise<StoredAccount> {
  if (!account || account.disabled) throw linkNotValid();
  await repositories.accounts.change(account.id, { passwordHash });
  await repositories.sessions.endAll(account.id);
  return { ...account, passwordHash };
}

async function validLink({ links }: Repositories, token: string): Promise<StoredLink> {
  const link = await links.byToken(tokenHash(token));
  if (!link || Date.parse(link.expiresAt) <= Date.now()) throw linkNotValid();
  return link;
}

function linkNotValid(): MileError {
  return new MileError(
    'LINK_NOT_VALID',
    'This link is not valid any more: it was used, replaced by a newer one, or is too old. Ask an owner for a new one.',
  );
}
