import { createTransport } from 'nodemailer';
import type { ClaimedLetter } from '../store/outbox.ts';
import { handoverOf } from './handover.ts';
import type { Handover, SmtpError } from './handover.ts';
import type { MailSettings } from './mail-settings.ts';

const MOST_CONNECTIONS = 2;
/** A line that never leaves the machine; certificates for it are rare. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
const PHASE_MS = 15_000;
const SILENCE_MS = 60_000;

/** The mail server, by SMTP. What the package would log is off: it names addresses. */
export class Smtp {
  readonly #settings: MailSettings;
  readonly #transport: ReturnType<typeof transportTo>;
  /** Ids of messages of which the last byte was passed on, and whose answer is still to come. */
  readonly #left = new Set<string>();

  constructor(settings: MailSettings) {
    this.#settings = settings;
    this.#transport = transportTo(settings);
    this.#transport.use('stream', ({ message }, done) => {
      const id = message.messageId();
      message.processFunc((bytes) => bytes.once('end', () => this.#left.add(id)));
      done();
    });
  }

  /** Never throws for what the server does. `signal` ends the attempt. */
  async hand({ id, to, subject, text, attachments }: ClaimedLetter, signal: AbortSignal): Promise<Handover> {
    const { from } = this.#settings;
    // The same at every attempt, so that a mail program may tell that it got a letter twice.
    const messageId = `<${id}@${from.address.split('@')[1]}>`;
    try {
      await this.#transport.sendMail({
        // An object: a comma or an angle bracket in a name makes no second address.
        to: { name: oneLine(to.name), address: to.address },
        ...{ from, subject: oneLine(subject), text, messageId, signal },
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: attachments.map(({ name: filename, type: contentType, text: content }) => ({
          ...{ filename, contentType, content },
        })),
      });
      return { outcome: 'sent' };
    } catch (error) {
      return handoverOf(error as SmtpError, this.#left.has(messageId));
    } finally {
      this.#left.delete(messageId);
    }
  }

  close(): void {
    this.#transport.close();
  }
}

function transportTo({ host, port, secure, login }: MailSettings) {
  return createTransport({
    ...{ pool: true, maxConnections: MOST_CONNECTIONS, host, port, secure },
    ...(login && { auth: { user: login.user, pass: login.password } }),
    // Who signs in gives a password away: never over an open line. Without one a server may do without.
    ...(LOOPBACK.has(host) ? { ignoreTLS: true } : { requireTLS: login !== undefined }),
    ...{ connectionTimeout: PHASE_MS, greetingTimeout: PHASE_MS, socketTimeout: SILENCE_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
}

/** Headers are single lines; signs that turn the direction of writing would hide what is written. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
