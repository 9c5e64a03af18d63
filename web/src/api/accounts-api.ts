import type {
  Account,
  Link,
  LinkFacts,
  Session,
  WhoAmI,
  accountChangeSchema,
  invitationCreateSchema,
  linkUseSchema,
  passwordChangeSchema,
  setUpSchema,
  signInSchema,
} from '#solver/contract/api/accounts.ts';
import type { Undelivered } from '#solver/contract/api/mail.ts';
import type { Input } from './schema-types.ts';
import { json } from './transport.ts';

/** Who sits before the page, and all accounts. */
export const accountsApi = {
  whoAmI: () => json<WhoAmI>('GET', '/session'),
  signIn: (body: Input<typeof signInSchema>) => json<Account>('POST', '/session', body),
  signOut: () => json('DELETE', '/session'),
  setUp: (body: Input<typeof setUpSchema>) => json<Account>('POST', '/set-up', body),
  linkFacts: (token: string) => json<LinkFacts>('POST', '/links/facts', { token }),
  useLink: (body: Input<typeof linkUseSchema>) => json<Account>('POST', '/links/use', body),
  changePassword: (body: Input<typeof passwordChangeSchema>) =>
    json<Account>('PUT', '/account/password', body),
  sessions: () => json<Session[]>('GET', '/account/sessions'),
  endSession: (id: string) => json('DELETE', `/account/sessions/${encodeURIComponent(id)}`),
  endAllSessions: () => json('DELETE', '/account/sessions'),
  accounts: () => json<Account[]>('GET', '/accounts'),
  undeliveredLinks: () => json<Undelivered[]>('GET', '/accounts/undelivered'),
  invite: (body: Input<typeof invitationCreateSchema>) => json<Link>('POST', '/accounts/invitations', body),
  changeAccount: (id: string, body: Input<typeof accountChangeSchema>) =>
    json<Account>('PATCH', `/accounts/${encodeURIComponent(id)}`, body),
  offerNewPassword: (id: string) => json<Link>('POST', `/accounts/${encodeURIComponent(id)}/new-password`),
  endSessionsOf: (id: string) => json('DELETE', `/accounts/${encodeURIComponent(id)}/sessions`),
};
