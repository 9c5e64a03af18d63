import { emailSchema, ROLES } from '#solver/contract/api/accounts.ts';
import type { Link, Role } from '#solver/contract/api/accounts.ts';
import { MileError } from '#solver/contract/errors.ts';
import { readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { createLogger } from '../log.ts';
import { Mail } from '../mail/mail.ts';
import { openConfigured } from '../store/store.ts';
import type { Store } from '../store/store.ts';
import { changeAccount, listAccounts } from '../use-cases/accounts/change-account.ts';
import { TERMINAL } from '../use-cases/doer.ts';
import { invite, offerNewPassword } from '../use-cases/accounts/links.ts';
import type { Command } from './command.ts';
import { tell } from './output.ts';
import { badUsage, parseWords } from './usage.ts';

const OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string', default: 'member' },
} as const;

interface Work {
  store: Store;
  mail: Mail;
  config: Config;
  values: { name?: string | undefined; role?: string | undefined };
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** What comes after `user`; all but `list` name an e-mail address. */
const DEEDS: Readonly<Record<string, (work: Work, email: string) => Promise<void>>> = {
  async invite(work, email) {
    const role = readRole(work.values.role);
    const link = await invite(work, { email, name: work.values.name ?? email, role }, TERMINAL);
    await sayLink(work, email, link);
  },
  async 'new-password'(work, email) {
    await sayLink(work, email, await offerNewPassword(work, await idOf(work.store, email), TERMINAL));
  },
  async role({ store, values }, email) {
    const { role } = await changeAccount(
      { store },
      await idOf(store, email),
      { role: readRole(values.role) },
      TERMINAL,
    );
    say(`${email} is ${role} now.`);
  },
  async disable({ store }, email) {
    await changeAccount({ store }, await idOf(store, email), { disabled: true }, TERMINAL);
    say(`${email} is disabled and signed out everywhere.`);
  },
  async enable({ store }, email) {
    await changeAccount({ store }, await idOf(store, email), { disabled: false }, TERMINAL);
    say(`${email} may sign in again.`);
  },
};

/** Accounts from a terminal: for whoever has the machine, also where nobody can sign in any more. */
export const userCommand: Command = {
  name: 'user',
  synopsis: 'list, or invite, new-password, role, disable or enable EMAIL [--role ROLE] [--name NAME]',
  purpose: `Accounts of the store in DATA_DIR. Links are printed once, and mailed where SMTP_URL, MAIL_FROM and ORIGIN are set; roles: ${ROLES.join(', ')}.`,

  async run(words) {
    const { positionals, values } = parseWords(userCommand, words, {
      options: OPTIONS,
      allowPositionals: true,
    });
    const [deed = 'list', email, ...rest] = positionals;
    const act = Object.hasOwn(DEEDS, deed) ? DEEDS[deed] : undefined;
    if (rest.length > 0 || (deed === 'list' ? email !== undefined : !act || email === undefined))
      throw badUsage(userCommand, 'Say what to do, and to whose account.');
    const config = readConfig(process.env);
    const store = await openConfigured(config);
    const logger = createLogger(process.stderr);
    const mail = new Mail(store, logger, { settings: config.mail, origin: config.origin });
    try {
      if (act) await act({ store, mail, config, values }, readEmail(email as string));
      else await list(store);
    } finally {
      await mail.close();
      await store.close();
    }
    return 0;
  },
};

async function list(store: Store): Promise<void> {
  for (const { email, name, role, disabled } of await listAccounts({ store }))
    say([email, name, role, ...(disabled ? ['disabled'] : [])].join('\t'));
}

/** The link, and what became of the letter with it: a mail server that is away is tried again by the running service. */
async function sayLink(
  { store, mail, config: { origin, host, port } }: Work,
  email: string,
  { token, mailed }: Link,
): Promise<void> {
  say(`${origin ?? `http://${host}:${port}`}/#/link/${token}`);
  if (!mailed) return;
  await mail.idle();
  // What was sent to an account is not kept.
  const left = (await store.outbox.all()).findLast(({ address }) => address === email);
  if (!left || left.state === 'sent') tell(`The link was sent to ${email} as well.`);
  else if (left.state === 'queued')
    tell(`The link is mailed to ${email} once the mail server answers: a running service tries again.`);
  else tell(`The link was not mailed to ${email}: ${left.reason ?? left.state} Hand it over yourself.`);
}

function readEmail(email: string): string {
  const { data } = emailSchema.safeParse(email);
  if (data !== undefined) return data;
  throw new MileError('INVALID_INPUT', `"${email}" is no e-mail address.`, { email });
}

function readRole(role: string | undefined): Role {
  const known = ROLES.find((one) => one === role);
  if (known) return known;
  throw badUsage(userCommand, `--role is "${role}". Use ${ROLES.join(', ')}.`);
}

async function idOf(store: Store, email: string): Promise<string> {
  const account = await store.accounts.byEmail(email);
  if (account) return account.id;
  throw new MileError(
    'NOT_FOUND',
    `There is no account of ${email}. \`user list\` names them, \`user invite\` makes one.`,
  );
}
