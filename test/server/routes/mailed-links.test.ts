import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Link, LinkFacts } from '#solver/contract/api/accounts.ts';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Applied, OwnApplication } from '#solver/contract/api/intake.ts';
import { parsePublicRoute } from '../../../web/src/public/public-route.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { formOfSide, openCohort, send } from '../../support/intake.ts';
import { MailServer, refusal } from '../../support/mail-server.ts';

const ORIGIN = 'https://match.example.org';

let server: MailServer;
let service: InProcessService;
let from = 0;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  server = await MailServer.start();
  service = await startInProcess({ mail: server.settings, origin: ORIGIN, trustedProxies: ['127.0.0.1'] });
});
afterEach(async () => {
  await service.close();
  await server.stop();
  vi.useRealTimers();
});

/** From another network each time: five an hour from one are the most. */
async function apply(email: string, name = 'Ines Berg'): Promise<Applied> {
  const { stamp } = await formOfSide(service, 'participant');
  vi.advanceTimersByTime(5_000);
  const values = { name, email, goals: ['leadership', 'networking'] };
  const reply = await send(service, 'participant', stamp, values, { address: `203.0.113.${(from += 1)}` });
  expect(reply.status, reply.text).toBe(201);
  return reply.body as Applied;
}

function linkIn(text: string | undefined): URL {
  return new URL(/https:\S+\/#\/(?:link|application)\/\S+|https:\S+#\S+/u.exec(text ?? '')?.[0] ?? '');
}

describe('an application', () => {
  test('is confirmed by a letter with the link, in which nothing of the applicant’s own stands', async () => {
    const { id } = await openCohort(service);
    const applied = await apply('ines@example.org', 'Buy now at evil.example');
    expect(applied.mailed).toBe(true);
    await expect.poll(() => server.arrived.length).toBe(1);
    const [letter] = server.arrived;
    expect(letter?.recipients).toEqual(['ines@example.org']);
    expect(letter?.raw).not.toContain('evil.example');
    const link = linkIn(letter?.mail.text);
    expect(link.origin).toBe(ORIGIN);
    expect(parsePublicRoute(link.hash)).toEqual({ page: 'own', token: applied.token });
    const own = await service.send('POST', '/api/public/application/withdraw', { token: applied.token });
    expect((own.body as OwnApplication).state).toBe('withdrawn');
    expect((await service.store.outbox.ofCohort(id, 'confirmation'))[0]).toMatchObject({ state: 'sent' });
    expect(service.log()).not.toContain(applied.token);
    expect(service.log()).not.toContain('ines@');
  });

  test('is confirmed alike where somebody had applied already', async () => {
    const { id } = await openCohort(service);
    await apply('ines@example.org');
    const second = await apply('Ines@Example.org');
    expect(second.mailed).toBe(true);
    await expect.poll(() => server.arrived.length).toBe(2);
    const [first, again] = server.arrived.map(({ mail }) => mail.text?.replaceAll(/#\S+/gu, ''));
    expect(again).toBe(first);
    expect(((await service.send('GET', `/api/cohorts/${id}`)).body as CohortDetail).participants).toBe(1);
  });

  test('brings one mailbox three letters a day at most, whoever asks, and is taken all the same', async () => {
    await openCohort(service);
    const addresses = [
      'ines@x.example',
      'INES@x.example',
      'ines+a@x.example',
      'ines+b@x.example',
      'ines@x.example',
    ];
    const mailed: boolean[] = [];
    for (const address of addresses) mailed.push((await apply(address)).mailed);
    expect(mailed).toEqual([true, true, true, false, false]);
    expect((await apply('karl@x.example')).mailed).toBe(true);
    vi.advanceTimersByTime(25 * 3_600_000);
    expect((await apply('ines@x.example')).mailed).toBe(true);
    await expect.poll(() => server.arrived.length).toBe(5);
  });

  test('whose confirmation did not arrive is told to an owner', async () => {
    const { id } = await openCohort(service);
    server.manners = { refusal: () => refusal(550, '5.1.1 no such user') };
    await apply('nobody@example.org');
    const lost = async () => (await service.send('GET', `/api/cohorts/${id}/undelivered`)).body;
    await expect.poll(lost).toMatchObject([
      {
        ...{ kind: 'confirmation', address: 'nobody@example.org', state: 'failed', role: null },
        person: { side: 'participant' },
      },
    ]);
    expect((await service.send('GET', '/api/accounts/undelivered')).body).toEqual([]);
  });

  test('is confirmed at most a hundred times an hour in all', async () => {
    await openCohort(service);
    for (let count = 0; count < 100; count += 1)
      expect((await apply(`person${count}@x.example`)).mailed).toBe(true);
    expect((await apply('one-more@x.example')).mailed).toBe(false);
  });
});

describe('a link of an account', () => {
  const ben = { email: 'ben@example.org', name: 'Ben "B", Ruiz\r\nBcc: x@y.example', role: 'member' };

  test('goes to whom it is for, is shown all the same, and leaves no letter behind', async () => {
    const invited = await service.send('POST', '/api/accounts/invitations', { ...ben, role: 'owner' });
    const link = invited.body as Link;
    expect(link.mailed).toBe(true);
    await expect.poll(() => server.arrived.length).toBe(1);
    const [letter] = server.arrived;
    expect(letter?.recipients).toEqual([ben.email]);
    expect(letter?.mail.bcc).toBeUndefined();
    expect(linkIn(letter?.mail.text).hash).toBe(`#/link/${link.token}`);
    const facts = await service.send('POST', '/api/links/facts', { token: link.token });
    expect((facts.body as LinkFacts).email).toBe(ben.email);
    await expect.poll(() => service.store.outbox.countSince('invitation', '2000')).toBe(0);
  });
});

describe('a link that did not arrive', () => {
  const olga = { email: 'olga@example.org', name: 'Olga', role: 'owner' };
  const lost = async () => (await service.send('GET', '/api/accounts/undelivered')).body;

  test('is told with its reason, and is forgotten once another one is given out', async () => {
    server.manners = { refusal: () => refusal(550, '5.1.1 no such user') };
    await service.send('POST', '/api/accounts/invitations', olga);
    await expect.poll(lost).toMatchObject([
      {
        kind: 'invitation',
        name: 'Olga',
        address: olga.email,
        state: 'failed',
        role: 'owner',
        person: null,
      },
    ]);
    server.manners = {};
    await service.send('POST', '/api/accounts/invitations', olga);
    expect(await lost()).toEqual([]);
    await expect.poll(() => server.arrived.length).toBe(1);
  });
});

describe('without the means to send', () => {
  test('links are shown, and nothing else changes', async () => {
    const silent = await startInProcess({ origin: ORIGIN });
    const local = await startInProcess({ mail: server.settings });
    try {
      for (const one of [silent, local]) {
        const body = { email: 'olga@example.org', name: 'Olga', role: 'owner' };
        const link = (await one.send('POST', '/api/accounts/invitations', body)).body as Link;
        expect(link).toMatchObject({ mailed: false, token: expect.stringMatching(/^\S{43}$/) });
      }
    } finally {
      await silent.close();
      await local.close();
    }
    expect(server.arrived).toEqual([]);
  });
});
