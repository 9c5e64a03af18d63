import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account, Link, Session, WhoAmI } from '#solver/contract/api/accounts.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { cookieOf, invitePerson, PASSWORD, setUpOwner, signIn } from '../../support/people-with-accounts.ts';

let service: InProcessService;
beforeEach(async () => (service = await startInProcess()));
afterEach(() => service.close());

const whoAmI = async (cookie?: string) =>
  (await service.send('GET', '/api/session', undefined, cookie ? { cookie } : {})).body as WhoAmI;

describe('the first account', () => {
  const first = { email: 'olga@example.org', name: 'Olga Owner', password: PASSWORD };

  test('check 1: set-up without the one-time token is refused, and everything stays open', async () => {
    for (const token of ['A'.repeat(43), service.setUpToken.slice(1) + 'A']) {
      const reply = await service.send('POST', '/api/set-up', { ...first, token });
      expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
        status: 410,
        code: 'LINK_NOT_VALID',
      });
    }
    expect((await service.send('POST', '/api/set-up', first)).status).toBe(400);
    expect(await whoAmI()).toEqual({ state: 'open', accounts: false });
  });

  test('closes the doors, and the link works once', async () => {
    expect((await service.send('GET', '/api/cohorts')).status).toBe(200);
    const olga = await setUpOwner(service);
    expect(olga.account).toMatchObject({ email: 'olga@example.org', role: 'owner', disabled: false });
    const reply = await service.send('GET', '/api/cohorts');
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 401,
      code: 'SIGN_IN_NEEDED',
    });
    expect((await olga.send('GET', '/api/cohorts')).status).toBe(200);
    const again = await service.send('POST', '/api/set-up', { ...first, token: service.setUpToken });
    expect(errorOf(again).code).toBe('LINK_NOT_VALID');
    expect((await olga.send('GET', '/api/accounts')).body).toHaveLength(1);
  });

  test('two at once: one is made', async () => {
    const attempts = ['ana@example.org', 'ben@example.org'].map((email) =>
      service.send('POST', '/api/set-up', { ...first, email, token: service.setUpToken }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 410]);
  });
});

describe('signing in', () => {
  test('the cookie is out of reach of scripts and other sites, and holds what the store does not', async () => {
    const reply = await service.send('POST', '/api/set-up', {
      token: service.setUpToken,
      email: ' Olga@Example.ORG ',
      name: 'Olga',
      password: PASSWORD,
    });
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toMatch(/^sid=[A-Za-z0-9_-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).toContain('Path=/');
    const token = cookieOf(reply).slice('sid='.length);
    const stored = await service.store.sessions.of((reply.body as Account).id, {
      createdAfter: '',
      createdBefore: '9',
      seenAfter: '',
    });
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test('behind https it is bound to the host', async () => {
    const secure = await startInProcess({ origin: 'https://match.example.org', doors: 'closed' });
    try {
      const headers = { host: 'match.example.org' };
      expect((await secure.send('GET', '/api/cohorts', undefined, headers)).status).toBe(401);
      const reply = await secure.send(
        'POST',
        '/api/set-up',
        { token: secure.setUpToken, email: 'o@example.org', name: 'O', password: PASSWORD },
        headers,
      );
      expect(String(reply.headers['set-cookie'])).toMatch(/^__Host-sid=.*Secure/);
      expect((await secure.send('GET', '/api/session', undefined, { host: 'evil.example' })).status).toBe(
        403,
      );
    } finally {
      await secure.close();
    }
  });

  test('every session gets a token of its own; one that a browser brings is not taken over', async () => {
    await setUpOwner(service);
    const planted = 'A'.repeat(43);
    const reply = await service.send(
      'POST',
      '/api/session',
      { email: 'olga@example.org', password: PASSWORD },
      { cookie: `sid=${planted}` },
    );
    expect(cookieOf(reply)).not.toContain(planted);
    expect((await whoAmI(`sid=${planted}`)).state).toBe('closed');
    expect((await whoAmI(cookieOf(reply))).state).toBe('signed-in');
  });

  test('a token is dead at once after signing out, signing out everywhere, and being disabled', async () => {
    const olga = await setUpOwner(service);
    const ben = await invitePerson(service, olga, 'member', 'ben@example.org');
    const again = await signIn(service, 'ben@example.org');
    expect((await again.send('DELETE', '/api/session')).status).toBe(200);
    expect((await again.send('GET', '/api/cohorts')).status).toBe(401);
    expect((await ben.send('GET', '/api/cohorts')).status).toBe(200);

    const third = await signIn(service, 'ben@example.org');
    await third.send('DELETE', '/api/account/sessions');
    for (const browser of [ben, third]) expect((await browser.send('GET', '/api/cohorts')).status).toBe(401);

    const fourth = await signIn(service, 'ben@example.org');
    await olga.send('PATCH', `/api/accounts/${ben.account.id}`, { disabled: true });
    expect((await fourth.send('GET', '/api/cohorts')).status).toBe(401);
    await expect(signIn(service, 'ben@example.org')).rejects.toThrow('WRONG_CREDENTIALS');
    await olga.send('PATCH', `/api/accounts/${ben.account.id}`, { disabled: false });
    await signIn(service, 'ben@example.org');
  });

  test('what one account meant to do is refused under the cookie of the next', async () => {
    const olga = await setUpOwner(service);
    const ben = await invitePerson(service, olga, 'member', 'ben@example.org');
    const meant = (account: string) =>
      service.send(
        'POST',
        '/api/cohorts',
        { name: 'Next year', programme: 'minnesota' },
        { cookie: ben.cookie, 'x-mile-account': account },
      );
    const refused = await meant(olga.account.id);
    expect([refused.status, errorOf(refused).code]).toEqual([401, 'SOMEBODY_ELSE']);
    expect((await ben.send('GET', '/api/cohorts')).body).toEqual([]);
    expect((await meant(ben.account.id)).status).toBe(201);
  });

  test('a session ends when it is idle or old, by the times that the store holds', async () => {
    const olga = await setUpOwner(service);
    const past = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    for (const [createdAt, seenAt, state] of [
      [past(60), past(29), 'signed-in'],
      [past(60), past(31), 'closed'],
      [past(12 * 60 - 1), past(1), 'signed-in'],
      [past(12 * 60 + 1), past(1), 'closed'],
    ] as const) {
      const { tokenHash, newToken } = await import('#server/auth/tokens.ts');
      const token = newToken();
      await service.store.sessions.add({
        id: newToken(),
        tokenHash: tokenHash(token),
        accountId: olga.account.id,
        createdAt,
        seenAt,
      });
      expect((await whoAmI(`sid=${token}`)).state).toBe(state);
    }
  });

  test('1,000 bad sign-ins: five are answered, the rest wait, and an unknown address reads the same as a known one', async () => {
    await setUpOwner(service);
    const attempt = (email: string) =>
      service.send('POST', '/api/session', { email, password: 'not the right one at all' });
    const known = await attempt('olga@example.org');
    const unknown = await attempt('nobody@example.org');
    expect([known.status, unknown.status]).toEqual([401, 401]);
    expect(errorOf(known).message).toBe(errorOf(unknown).message);
    const statuses: number[] = [];
    for (let count = 0; count < 1_000; count += 1) statuses.push((await attempt('olga@example.org')).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(4);
    expect(statuses.filter((status) => status === 429)).toHaveLength(996);
    const limited = await attempt('olga@example.org');
    expect(errorOf(limited).code).toBe('RATE_LIMITED');
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(60);
    // Not even the right password, and no other account from the same address.
    await expect(signIn(service, 'olga@example.org')).rejects.toThrow('RATE_LIMITED');
    expect((await attempt('somebody@example.org')).status).toBe(429);
    expect(service.log()).not.toContain('olga@example.org');
  });
});

describe('passwords', () => {
  test.each([
    ['too short', 'harbour quilt', 'characters'],
    ['too long', 'harbour quilt '.repeat(10), 'characters'],
    ['common', 'passwordpassword', 'easy to guess'],
    ['the same again and again', 'aaaaaaaaaaaaaaaaaaaa', 'easy to guess'],
    ['a row of keys', 'qwertyuiopasdfgh', 'easy to guess'],
    ['the own name', 'Olga Owner Olga Owner', 'easy to guess'],
  ])('%s is refused', async (_, password, words) => {
    const reply = await service.send('POST', '/api/set-up', {
      token: service.setUpToken,
      email: 'olga@example.org',
      name: 'Olga Owner',
      password,
    });
    expect(errorOf(reply)).toMatchObject({ code: 'WEAK_PASSWORD' });
    expect(errorOf(reply).message).toContain(words);
  });

  test('a new one needs the old one, and ends the other sessions', async () => {
    const olga = await setUpOwner(service);
    const elsewhere = await signIn(service, 'olga@example.org');
    const wrong = await olga.send('PUT', '/api/account/password', {
      current: 'not the right one',
      password: 'gravel teapot northern comet',
    });
    expect(errorOf(wrong).code).toBe('WRONG_CREDENTIALS');
    const right = await olga.send('PUT', '/api/account/password', {
      current: PASSWORD,
      password: 'gravel teapot northern comet',
    });
    expect(right.status).toBe(200);
    expect((await elsewhere.send('GET', '/api/cohorts')).status).toBe(401);
    expect((await whoAmI(cookieOf(right))).state).toBe('signed-in');
    await expect(signIn(service, 'olga@example.org')).rejects.toThrow('WRONG_CREDENTIALS');
  });

  test('a link for a new one works once and ends the old sessions', async () => {
    const olga = await setUpOwner(service);
    const ben = await invitePerson(service, olga, 'member', 'ben@example.org');
    const { token } = (await olga.send('POST', `/api/accounts/${ben.account.id}/new-password`)).body as Link;
    const facts = await service.send('POST', '/api/links/facts', { token });
    expect(facts.body).toMatchObject({ purpose: 'new-password', email: 'ben@example.org' });
    const used = await service.send('POST', '/api/links/use', {
      token,
      password: 'gravel teapot northern comet',
    });
    expect(used.status).toBe(200);
    expect((await ben.send('GET', '/api/cohorts')).status).toBe(401);
    const again = await service.send('POST', '/api/links/use', { token, password: PASSWORD });
    expect(errorOf(again).code).toBe('LINK_NOT_VALID');
  });
});

describe('invitations and roles', () => {
  test('a newer invitation ends the older one; an account is not invited twice', async () => {
    const olga = await setUpOwner(service);
    const ask = { email: 'ben@example.org', name: 'Ben', role: 'member' };
    const older = (await olga.send('POST', '/api/accounts/invitations', ask)).body as Link;
    const newer = (await olga.send('POST', '/api/accounts/invitations', { ...ask, role: 'observer' }))
      .body as Link;
    const refused = await service.send('POST', '/api/links/use', { token: older.token, password: PASSWORD });
    expect(errorOf(refused).code).toBe('LINK_NOT_VALID');
    const accepted = await service.send('POST', '/api/links/use', { token: newer.token, password: PASSWORD });
    expect(accepted.body).toMatchObject({ role: 'observer', name: 'Ben' });
    const twice = await olga.send('POST', '/api/accounts/invitations', { ...ask, email: 'BEN@example.org' });
    expect(errorOf(twice).code).toBe('ACCOUNT_EXISTS');
  });

  test('the last owner stays', async () => {
    const olga = await setUpOwner(service);
    for (const change of [{ role: 'member' }, { disabled: true }]) {
      const reply = await olga.send('PATCH', `/api/accounts/${olga.account.id}`, change);
      expect(errorOf(reply).code).toBe('LAST_OWNER');
    }
    const ben = await invitePerson(service, olga, 'owner', 'ben@example.org');
    expect((await ben.send('PATCH', `/api/accounts/${olga.account.id}`, { role: 'member' })).status).toBe(
      200,
    );
    expect((await olga.send('GET', '/api/accounts')).status).toBe(403);
  });

  test('sessions are listed, and ended one by one', async () => {
    const olga = await setUpOwner(service);
    const phone = await signIn(service, 'olga@example.org');
    const listed = (await olga.send('GET', '/api/account/sessions')).body as Session[];
    expect(listed.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = listed.find(({ current }) => !current) as Session;
    expect((await olga.send('DELETE', `/api/account/sessions/${other.id}`)).status).toBe(200);
    expect((await phone.send('GET', '/api/cohorts')).status).toBe(401);
    expect((await olga.send('DELETE', `/api/account/sessions/${other.id}`)).status).toBe(404);
  });
});

test('no address, name or secret reaches the log', async () => {
  const olga = await setUpOwner(service);
  await invitePerson(service, olga, 'member', 'canary-ben@example.org');
  await service.send('POST', '/api/session', {
    email: 'canary-eve@example.org',
    password: 'canary secret words',
  });
  await service.send('GET', `/api/accounts/canary-${'x'.repeat(20)}`, undefined, { cookie: olga.cookie });
  expect(service.log()).toContain('"route":"/api/session"');
  expect(service.log()).not.toMatch(/canary|olga|Olga|sid=/u);
});
