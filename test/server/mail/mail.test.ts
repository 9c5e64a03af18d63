import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '#server/log.ts';
import type { MailSettings } from '#server/mail/mail-settings.ts';
import { Mail } from '#server/mail/mail.ts';
import type { NewLetter } from '#server/store/outbox.ts';
import type { Store } from '#server/store/store.ts';
import { lastingPort } from '../../support/lasting-port.ts';
import { MailServer, refusal } from '../../support/mail-server.ts';
import { onEachStore } from '../../support/stores.ts';
import type { StorePlace } from '../../support/stores.ts';

const COHORT = { id: 'cohort-1', name: 'Class of 2027', programme: 'minnesota', programmeVersion: 1 };
const ANA = { name: 'Ana Ruiz', address: 'ana@x.example' };

function letter(change: Partial<NewLetter> = {}): NewLetter {
  return {
    ...{
      kind: 'match',
      occasion: 'version-1',
      cohortId: COHORT.id,
      person: { side: 'participant', id: 'p1' },
    },
    ...{ to: ANA, subject: 'Your mentor', text: 'Dear Ana,\n\nyour mentor is Ben.\n', attachments: [] },
    ...change,
  };
}

async function startServer(): Promise<MailServer> {
  const server = await MailServer.start();
  onTestFinished(() => server.stop());
  return server;
}

interface Desk {
  store: Store;
  mail: Mail;
  log: () => string;
  send(...letters: NewLetter[]): Promise<void>;
  /** What is known of the cohort's letters once none waits to be tried at once. */
  fates(): Promise<{ state: string; reason: string | null }[]>;
}

async function cohortIn(store: Store): Promise<void> {
  if (await store.cohorts.head(COHORT.id)) return;
  await store.cohorts.add(COHORT);
  await store.people.put(COHORT.id, [{ side: 'participant', id: 'p1', name: 'Ana Ruiz', valuesJson: '{}' }]);
}

function deskOver(store: Store, settings: MailSettings | undefined): Desk {
  const lines: string[] = [];
  const logger = createLogger({ write: (line: string) => void lines.push(line) });
  const mail = new Mail(store, logger, { settings, origin: undefined, firstPauseMs: 20 });
  onTestFinished(() => mail.close());
  return {
    store,
    mail,
    log: () => lines.join(''),
    async send(...letters) {
      await store.transaction((repositories) => mail.queue(repositories, letters));
      mail.wake();
    },
    async fates() {
      const all = await store.outbox.ofCohort(COHORT.id, 'match');
      return all.map(({ state, reason }) => ({ state, reason }));
    },
  };
}

onEachStore('letters on their way', (newPlace) => {
  async function openDesk(server: MailServer, place?: StorePlace): Promise<Desk> {
    const store = await (place ?? (await newPlace())).open();
    await cohortIn(store);
    return deskOver(store, server.settings);
  }

  test('a letter arrives once, as it was written, and the store keeps no word of it', async () => {
    const server = await startServer();
    const desk = await openDesk(server);
    await desk.send(letter({ text: 'Grüße, Zoë – “naïve” 日本語 🎓\n.\n..a line of dots\n' }));
    await expect.poll(desk.fates).toEqual([{ state: 'sent', reason: null }]);
    const [arrived] = server.arrived;
    expect(server.arrived).toHaveLength(1);
    expect(arrived?.recipients).toEqual(['ana@x.example']);
    expect(arrived?.mail.text).toBe('Grüße, Zoë – “naïve” 日本語 🎓\n.\n..a line of dots\n');
    expect(arrived?.mail.subject).toBe('Your mentor');
    expect(arrived?.mail.from?.value).toEqual([{ name: 'Mentoring', address: 'mentoring@library.example' }]);
    expect(await desk.store.outbox.claim('9999')).toBeUndefined();
    expect(desk.log()).toBe('');
  });

  test.each([
    ['a comma and quotes', 'Ruiz, "Ana" O\'Neil', 'Ruiz, "Ana" O\'Neil'],
    ['angle brackets', 'Ana <evil@y.example>', 'Ana <evil@y.example>'],
    ['letters of other scripts', 'Zoë Łukasiewicz 山田', 'Zoë Łukasiewicz 山田'],
    ['a turned direction', 'Ana \u202Egnp.ziuR', 'Ana gnp.ziuR'],
    ['a new line and a header', 'Ana\r\nBcc: evil@y.example\r\n\r\nBuy!', 'Ana Bcc: evil@y.example Buy!'],
  ])('a name with %s stays a name', async (_, name, shown) => {
    const server = await startServer();
    const desk = await openDesk(server);
    await desk.send(letter({ to: { name, address: ANA.address }, subject: `For ${name}` }));
    await expect.poll(() => server.arrived.length).toBe(1);
    const { recipients, mail } = server.arrived[0] ?? { recipients: [], mail: undefined };
    expect(recipients).toEqual([ANA.address]);
    const to = [mail?.to ?? []].flat().flatMap(({ value }) => value);
    expect(to).toEqual([{ name: shown, address: ANA.address }]);
    expect(mail?.subject).toBe(`For ${shown}`);
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.text).toBe(letter().text);
  });

  test('a calendar comes along as a file', async () => {
    const server = await startServer();
    const desk = await openDesk(server);
    const text = 'BEGIN:VCALENDAR\r\nSUMMARY:Zoë\r\nEND:VCALENDAR\r\n';
    const attachments = [{ name: 'Ana und Zoë.ics', type: 'text/calendar; charset=utf-8', text }];
    await desk.send(letter({ attachments }));
    await expect.poll(() => server.arrived.length).toBe(1);
    const [file] = server.arrived[0]?.mail.attachments ?? [];
    expect(file).toMatchObject({ filename: 'Ana und Zoë.ics', contentType: 'text/calendar' });
    expect(file?.content.toString()).toBe(text);
  });

  test('who is refused for good is told with the answer of the server, and others get theirs', async () => {
    const server = await startServer();
    server.manners = {
      refusal: (address) => (address.startsWith('gone') ? refusal(550, '5.1.1 no such mailbox') : undefined),
    };
    const desk = await openDesk(server);
    await desk.send(letter({ to: { name: 'Ana', address: 'gone@x.example' } }), letter());
    await expect.poll(desk.fates).toHaveLength(2);
    await expect
      .poll(async () => (await desk.fates()).map(({ state }) => state).sort())
      .toEqual(['failed', 'sent']);
    const reasons = (await desk.fates()).flatMap(({ reason }) => reason ?? []);
    expect(reasons).toEqual([expect.stringContaining('550 5.1.1 no such mailbox')]);
    expect(server.arrived.map(({ recipients }) => recipients)).toEqual([['ana@x.example']]);
    expect(desk.log()).not.toMatch(/x\.example|Ana/);
    expect(desk.log()).toContain('"task":"mail"');
  });

  test('who is refused for now waits, and is not tried again at once', async () => {
    const server = await startServer();
    server.manners = { refusal: () => refusal(451, '4.7.1 come back later') };
    const desk = await openDesk(server);
    const before = new Date().toISOString();
    await desk.send(letter());
    await expect.poll(async () => (await desk.fates())[0]?.reason).toContain('451 4.7.1 come back later');
    expect(await desk.fates()).toMatchObject([{ state: 'queued' }]);
    const due = Date.parse((await desk.store.outbox.nextDue()) ?? '');
    expect(due).toBeGreaterThanOrEqual(Date.parse(before) + 60_000);
  });

  test('while the mail server is away letters wait, which is said, and go out once it is back', async () => {
    const port = await lastingPort();
    const server = await MailServer.start({ port });
    const desk = await openDesk(server);
    await server.stop();
    await desk.send(letter(), letter());
    await expect.poll(() => desk.mail.trouble).toContain('cannot be reached');
    expect((await desk.fates()).map(({ state }) => state)).not.toContain('failed');
    const back = await MailServer.start({ port });
    onTestFinished(() => back.stop());
    await expect.poll(async () => (await desk.fates()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(back.arrived).toHaveLength(2);
    expect(desk.mail.trouble).toBeUndefined();
  });

  test('a connection that breaks before the letter went over it loses nothing and doubles nothing', async () => {
    const server = await startServer();
    server.manners = { breaks: 'at the recipient' };
    const desk = await openDesk(server);
    await desk.send(letter());
    await expect.poll(() => desk.mail.trouble).toBeDefined();
    server.manners = {};
    await expect.poll(desk.fates).toEqual([{ state: 'sent', reason: null }]);
    expect(server.arrived).toHaveLength(1);
  });

  test('a letter whose taking was not confirmed was perhaps sent, and is not sent again by itself', async () => {
    const server = await startServer();
    server.manners = { breaks: 'before the answer' };
    const desk = await openDesk(server);
    await desk.send(letter());
    await expect.poll(desk.fates).toMatchObject([{ state: 'perhaps' }]);
    server.manners = {};
    // The next one goes out after the whole outbox was looked through again.
    await desk.send(letter({ occasion: 'version-2' }));
    await expect
      .poll(async () => (await desk.fates()).map(({ state }) => state))
      .toEqual(['perhaps', 'sent']);
    expect(server.arrived).toHaveLength(2);
  });

  test('a process that ends between handing over and storing leaves a letter that was perhaps sent', async () => {
    const server = await startServer();
    const place = await newPlace();
    const first = await openDesk(server, place);
    await first.store.outbox.add('letter-1', letter(), '2026-11-27T08:00:00.000Z');
    // What a process that is killed here leaves behind: claimed, and no end.
    await first.store.transaction(({ outbox }) => outbox.claim('2026-11-27T08:00:00.000Z'));
    const second = deskOver(await place.open(), server.settings);
    second.mail.wake();
    await expect
      .poll(second.fates)
      .toMatchObject([{ state: 'perhaps', reason: expect.stringMatching(/cut off/) }]);
    expect(server.arrived).toEqual([]);
  });

  test('of two services over one store one sends a letter', async () => {
    const server = await startServer();
    const place = await newPlace();
    const first = await openDesk(server, place);
    const second = deskOver(await place.open(), server.settings);
    const letters = Array.from({ length: 20 }, (_, number) => letter({ subject: `Letter ${number}` }));
    await first.store.transaction((repositories) => first.mail.queue(repositories, letters));
    first.mail.wake();
    second.mail.wake();
    await expect
      .poll(async () => (await first.fates()).filter(({ state }) => state === 'sent'))
      .toHaveLength(20);
    const subjects = server.arrived.map(({ mail }) => mail.subject);
    expect(new Set(subjects).size).toBe(20);
    expect(subjects).toHaveLength(20);
  });

  test('what waited for a day is given up with the reason why it waited', async () => {
    const server = await startServer();
    const desk = await openDesk(server);
    await desk.store.outbox.add('old', letter(), new Date(Date.now() - 25 * 3_600_000).toISOString());
    desk.mail.wake();
    await expect.poll(desk.fates).toMatchObject([{ state: 'failed' }]);
    expect(server.arrived).toEqual([]);
  });

  test('a letter of what was undone is not sent', async () => {
    const server = await startServer();
    const desk = await openDesk(server);
    const undone = desk.store.transaction(async (repositories) => {
      await desk.mail.queue(repositories, [letter()]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await desk.send(letter({ subject: 'Another' }));
    await expect.poll(() => server.arrived.map(({ mail }) => mail.subject)).toEqual(['Another']);
  });

  test('letters go with whoever is erased; letters to others that tell of them are not sent', async () => {
    const server = await startServer();
    const desk = await openDesk(server);
    const { store } = desk;
    const at = new Date().toISOString();
    const folded = 'SUMMARY:Kick-off of A\r\n na Ruiz';
    await store.people.put(COHORT.id, [{ side: 'mentor', id: 'm1', name: 'Ben', valuesJson: '{}' }]);
    const toBen = letter({
      ...{
        person: { side: 'mentor', id: 'm1' },
        to: { name: 'Ben', address: 'ben@x.example' },
        text: 'Hello.',
      },
      attachments: [{ name: 'a.ics', type: 'text/calendar', text: folded }],
    });
    await store.outbox.add('to-ana', letter(), at);
    await store.outbox.add('to-ben', toBen, at);
    await store.transaction(async ({ outbox, erasure }) => {
      await outbox.withdrawNaming('Ana Ruiz', 'It told of somebody who was erased.', at);
      await erasure.remove({ cohortId: COHORT.id, side: 'participant', id: 'p1' });
    });
    expect(await store.outbox.ofCohort(COHORT.id, 'match')).toMatchObject([
      { id: 'to-ben', state: 'failed' },
    ]);
  });

  test('the end of the service waits for the letter in hand', async () => {
    const server = await startServer();
    const desk = await openDesk(server);
    await desk.send(...Array.from({ length: 30 }, () => letter()));
    while (server.arrived.length === 0) await setImmediate();
    await desk.mail.close();
    const states = (await desk.fates()).map(({ state }) => state);
    expect(states).not.toContain('sending');
    expect(states).not.toContain('perhaps');
    expect(states.filter((state) => state === 'sent')).toHaveLength(server.arrived.length);
  });

  test('user and password are given; wrong ones are told, and nothing is lost', async () => {
    const server = await startServer();
    const store = await (await newPlace()).open();
    await cohortIn(store);
    const login = { user: 'mile@library.example', password: 'a/b@c' };
    server.manners = { login: { ...login, password: 'another' } };
    const desk = deskOver(store, { ...server.settings, login });
    await desk.send(letter());
    await expect.poll(() => desk.mail.trouble).toContain('does not take the user and password');
    expect(desk.log()).not.toContain('a/b@c');
    server.manners = { login };
    await expect.poll(desk.fates).toEqual([{ state: 'sent', reason: null }]);
  });
});

onEachStore('without a mail server', (newPlace) => {
  test('nothing can be queued, and nothing is sent', async () => {
    const store = await (await newPlace()).open();
    await cohortIn(store);
    const desk = deskOver(store, undefined);
    await expect(desk.send(letter())).rejects.toMatchObject({ code: 'MAIL_OFF' });
    expect(desk.mail.sender).toBeUndefined();
    expect(await desk.fates()).toEqual([]);
  });
});
