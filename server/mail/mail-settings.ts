import { MileError } from '#solver/contract/errors.ts';
import { isEmail } from '../files/email.ts';

/** The mail server, and who writes. */
export interface MailSettings {
  host: string;
  port: number;
  /** TLS from the first byte; else the connection is made secure by STARTTLS where the server offers that. */
  secure: boolean;
  login?: { user: string; password: string };
  from: { name: string; address: string };
}

const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/**
 * Reads SMTP_URL and MAIL_FROM; undefined where neither is set, and then nothing is sent. Throws INVALID_INPUT. The address is not repeated in errors:
 * it may hold a password.
 */
export function readMailSettings(
  url: string | undefined,
  from: string | undefined,
): MailSettings | undefined {
  if (!url && !from) return undefined;
  if (!url)
    throw wrong(
      'MAIL_FROM is set, but SMTP_URL is not. Set it to the address of a mail server, or unset both.',
    );
  if (!from)
    throw wrong(
      'SMTP_URL is set, but MAIL_FROM is not. Set it to who writes: Mentoring <mentoring@example.org>.',
    );
  return { ...readServer(url), from: readSender(from) };
}

function readServer(url: string): Omit<MailSettings, 'from'> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const port = PORTS[parsed?.protocol ?? ''];
  if (
    !parsed ||
    port === undefined ||
    parsed.hostname === '' ||
    !/^\/?$/.test(parsed.pathname + parsed.search)
  )
    throw wrong(
      'SMTP_URL is no address of a mail server. Write it as smtp://user:password@host:587, or smtps://user:password@host:465 for TLS from the ' +
        'first byte; signs like @ and / in user and password as %40 and %2F.',
    );
  const login = readLogin(parsed);
  return {
    host: parsed.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(parsed.port || port),
    secure: parsed.protocol === 'smtps:',
    ...(login && { login }),
  };
}

function readLogin({ username, password }: URL): MailSettings['login'] {
  if (username === '' && password === '') return undefined;
  if (username === '' || password === '')
    throw wrong(
      'SMTP_URL has a user without a password, or a password without a user. Give both, or neither.',
    );
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw wrong('SMTP_URL has a % in user or password that stands for no sign. Write the sign % as %25.');
  }
}

function readSender(from: string): MailSettings['from'] {
  const [, name = '', address = ''] = /^(?:"?([^"<>\r\n]*?)"?\s*<)?([^<>\s]+)>?$/u.exec(from.trim()) ?? [];
  if (isEmail(address)) return { name: name.trim(), address };
  throw wrong(
    `MAIL_FROM is "${from}". Write who sends as Mentoring <mentoring@example.org>, or the e-mail address alone.`,
  );
}

function wrong(message: string): MileError {
  return new MileError('INVALID_INPUT', message);
}
