import type { Account, Link, Role } from '#solver/contract/api/accounts.ts';
import type { InProcessService, Reply } from './in-process-service.ts';

export const PASSWORD = 'harbour quilt lantern moss';

/** A browser of somebody who is signed in: it keeps its cookie. */
export interface SignedInPerson {
  account: Account;
  cookie: string;
  send(method: Parameters<InProcessService['send']>[0], url: string, body?: unknown): Promise<Reply>;
}

/** The cookie that an answer sets, as a browser sends it back. */
export function cookieOf(reply: Reply): string {
  const header = [reply.headers['set-cookie']].flat()[0];
  return String(header).split(';')[0] as string;
}

function personOf(service: InProcessService, reply: Reply): SignedInPerson {
  if (reply.status >= 300) throw new Error(reply.text);
  const cookie = cookieOf(reply);
  return {
    account: reply.body as Account,
    cookie,
    send: (method, url, body) => service.send(method, url, body, { cookie }),
  };
}

/** Makes the first account with the link that a start prints. */
export async function setUpOwner(service: InProcessService): Promise<SignedInPerson> {
  const body = {
    token: service.setUpToken,
    email: 'olga@example.org',
    name: 'Olga Owner',
    password: PASSWORD,
  };
  return personOf(service, await service.send('POST', '/api/set-up', body));
}

/** Invites somebody and accepts as them. */
export async function invitePerson(
  service: InProcessService,
  owner: SignedInPerson,
  role: Role,
  email = `${role}@example.org`,
): Promise<SignedInPerson> {
  const invited = await owner.send('POST', '/api/accounts/invitations', { email, name: `The ${role}`, role });
  const { token } = invited.body as Link;
  return personOf(service, await service.send('POST', '/api/links/use', { token, password: PASSWORD }));
}

export async function signIn(service: InProcessService, email: string): Promise<SignedInPerson> {
  return personOf(service, await service.send('POST', '/api/session', { email, password: PASSWORD }));
}
