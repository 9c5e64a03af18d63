import type { Programme } from '#solver/contract/programme/programme.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import { isEmail } from '../../files/email.ts';
import { fromStored } from '../../jobs/stored-person.ts';
import type { Mail } from '../../mail/mail.ts';
import { mailboxOf } from '../../store/outbox.ts';
import type { StoredPerson } from '../../store/people.ts';
import type { Repositories } from '../../store/store.ts';

const HOUR_MS = 3_600_000;
/** Whoever applies may give somebody else's address: that mailbox gets no more than this in a day. */
const MOST_TO_A_MAILBOX = 3;
/** Nor do strangers from many addresses make the association a sender of junk. */
const MOST_AN_HOUR = 100;

interface Received {
  cohortId: string;
  person: StoredPerson;
  programme: Programme;
  token: string;
  /** When applications close. */
  closesAt: string;
  at: string;
}

/**
 * Sends the link to an application to the address that stands in it, and gives whether it does. Nothing that the applicant wrote is in the letter: it may go to
 * somebody who never applied. Within the transaction that takes the application.
 */
export async function confirmByMail(
  mail: Mail,
  repositories: Repositories,
  received: Received,
): Promise<boolean> {
  const origin = mail.linkOrigin;
  const address = addressIn(received);
  if (origin === undefined || address === undefined) return false;
  if (await isTooMuch(repositories, address, Date.parse(received.at))) return false;
  const { cohortId, person, programme } = received;
  await mail.queue(repositories, [
    {
      ...{ kind: 'confirmation', occasion: 'application', cohortId, attachments: [] },
      person: { side: person.side, id: person.id },
      to: { name: '', address },
      subject: `${programme.name}: an application has arrived`,
      text: textOf(received, `${origin}/apply/#/application/${received.token}`),
    },
  ]);
  return true;
}

function addressIn({ programme, person }: Received): string | undefined {
  const field = formOf(programme, person.side).fields.find(({ kind }) => kind === 'email');
  const answer = field && fromStored(person).values[field.id];
  return typeof answer === 'string' && isEmail(answer) ? answer : undefined;
}

async function isTooMuch({ outbox }: Repositories, address: string, now: number): Promise<boolean> {
  const since = (ms: number) => new Date(now - ms).toISOString();
  const toMailbox = await outbox.countSince('confirmation', since(24 * HOUR_MS), mailboxOf(address));
  if (toMailbox >= MOST_TO_A_MAILBOX) return true;
  return (await outbox.countSince('confirmation', since(HOUR_MS))) >= MOST_AN_HOUR;
}

function textOf({ programme, closesAt }: Received, link: string): string {
  const day = new Date(closesAt).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
  return `Thank you: an application to ${programme.name} with this e-mail address has arrived.

Until ${day} it can be read, corrected and withdrawn by this link:

${link}

Whoever has the link can do the same, so please keep it to yourself.

If you have not applied, somebody else gave your address. Open the link and withdraw the application, or write to us.
`;
}
