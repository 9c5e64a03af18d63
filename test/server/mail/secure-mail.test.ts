import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { createLogger } from '#server/log.ts';
import type { MailSettings } from '#server/mail/mail-settings.ts';
import { Mail } from '#server/mail/mail.ts';
import { openStore } from '#server/store/store.ts';
import { MailServer } from '../../support/mail-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/* A mail server elsewhere: on an address of this machine that is not taken for this machine. Its certificate is made by itself, for 127.0.0.2. */

const read = (name: string) =>
  readFileSync(new URL(`../../support/mail-certificate/${name}.pem`, import.meta.url), 'utf8');
const IDENTITY = { key: read('key'), cert: read('certificate') };
const LOGIN = { user: 'mile@library.example', password: 'a/b@c' };

const usual = tls.getCACertificates('default');
/** What an operator does with NODE_EXTRA_CA_CERTS. */
const trustIt = () => tls.setDefaultCACertificates([...usual, IDENTITY.cert]);
afterEach(() => tls.setDefaultCACertificates(usual));

async function serverAt(host: string, identity?: typeof IDENTITY): Promise<MailServer> {
  const server = await MailServer.start({ host, ...(identity && { identity }) });
  onTestFinished(() => server.stop());
  server.manners = { login: LOGIN };
  return server;
}

/** One letter in the outbox of a service with these settings. */
async function deskWithLetter(settings: MailSettings) {
  const store = await openStore(temporaryFolder());
  onTestFinished(() => store.close());
  const lines: string[] = [];
  const logger = createLogger({ write: (line: string) => void lines.push(line) });
  const mail = new Mail(store, logger, { settings, origin: undefined, firstPauseMs: 20 });
  onTestFinished(() => mail.close());
  await store.transaction((repositories) =>
    mail.queue(repositories, [
      {
        ...{ kind: 'invitation', occasion: 'link', cohortId: null, person: null, attachments: [] },
        ...{ to: { name: 'Ana', address: 'ana@x.example' }, subject: 'Come in', text: 'Hello.' },
      },
    ]),
  );
  mail.wake();
  const states = async () => (await store.outbox.all()).map(({ state }) => state);
  /** Of an invitation nothing stays once it was sent. */
  const isSent = () => expect.poll(states).toEqual([]);
  return { mail, states, isSent, log: () => lines.join('') };
}

/** Nothing was given away, the letter waits, and the reason is told. */
async function expectRefusal(server: MailServer, settings: MailSettings, reason: string): Promise<void> {
  const desk = await deskWithLetter(settings);
  await expect.poll(() => desk.mail.trouble).toContain(reason);
  // The second try, too.
  await expect.poll(() => desk.log().split('"task":"mail"').length).toBeGreaterThan(2);
  expect(server.arrived).toEqual([]);
  expect(server.signIns).toEqual([]);
  expect((await desk.states()).filter((state) => state !== 'queued' && state !== 'sending')).toEqual([]);
  expect(desk.log()).not.toMatch(/a\/b@c|x\.example/u);
}

test('over STARTTLS with a certificate that is trusted, password and letter go over a secure line', async () => {
  trustIt();
  const server = await serverAt('127.0.0.2', IDENTITY);
  const desk = await deskWithLetter({ ...server.settings, login: LOGIN });
  await desk.isSent();
  expect(server.signIns).toEqual([{ isSecure: true }]);
  expect(server.arrived).toMatchObject([{ recipients: ['ana@x.example'], isSecure: true }]);
});

test('a certificate that nobody vouches for is refused by its name, and the letter goes out once it is trusted', async () => {
  const server = await serverAt('127.0.0.2', IDENTITY);
  const desk = await deskWithLetter({ ...server.settings, login: LOGIN });
  await expect.poll(() => desk.mail.trouble).toContain('(DEPTH_ZERO_SELF_SIGNED_CERT)');
  expect(desk.mail.trouble).toContain('NODE_EXTRA_CA_CERTS');
  expect(server.signIns).toEqual([]);
  trustIt();
  await desk.isSent();
  expect(server.arrived).toMatchObject([{ isSecure: true }]);
});

test('without a password as well, a server that cannot be trusted gets no letter', async () => {
  const server = await serverAt('127.0.0.2', IDENTITY);
  await expectRefusal(server, server.settings, 'does not trust');
});

test('a certificate for another name is refused, trusted or not', async () => {
  trustIt();
  const server = await serverAt('127.0.0.3', IDENTITY);
  await expectRefusal(server, { ...server.settings, login: LOGIN }, '(ERR_TLS_CERT_ALTNAME_INVALID)');
});

test('a server without TLS is given no password, and so no letter', async () => {
  const server = await serverAt('127.0.0.2');
  await expectRefusal(server, { ...server.settings, login: LOGIN }, 'No secure connection');
});

test('without a password a server elsewhere may do without TLS', async () => {
  const server = await serverAt('127.0.0.2');
  const desk = await deskWithLetter(server.settings);
  await desk.isSent();
  expect(server.arrived).toMatchObject([{ isSecure: false }]);
});

test('TLS from the first byte is asked for by smtps, and a server that has none is told so', async () => {
  const server = await serverAt('127.0.0.2', IDENTITY);
  await expectRefusal(server, { ...server.settings, secure: true, login: LOGIN }, 'mail server of SMTP_URL');
});
