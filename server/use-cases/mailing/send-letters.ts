import type { Letter } from '#solver/contract/api/announcement.ts';
import type { Addressee, Mailing, MailingSend } from '#solver/contract/api/mailing.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { CalendarFile } from '../../files/announce/write-calendars.ts';
import type { NewLetter } from '../../store/outbox.ts';
import { lettersNow, nothingPublished } from '../announce.ts';
import type { LettersNow } from '../announce.ts';
import type { Context } from '../context.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { occasionOf } from './occasion.ts';
import { readMailing, tellMailing } from './read-mailing.ts';

/**
 * Sends letters of the newest published version to those who are named, exactly as they were seen. Throws NOT_FOUND, MAIL_OFF, NOTHING_PUBLISHED, UNKNOWN_PERSON,
 * NO_ADDRESS, and STALE_VERSION where a letter, an address or the match changed since, or somebody else sent some meanwhile.
 */
export async function sendLetters(
  context: Context,
  cohortId: string,
  asked: MailingSend,
  by: Doer,
): Promise<Mailing> {
  const { store, mail } = context;
  const calendars = await calendarsNow(context, cohortId);
  await store.transaction(async (repositories) => {
    const now = await lettersNow(repositories, cohortId);
    const mailing = await tellMailing(mail, repositories, cohortId, now);
    if (mailing.version === null) throw nothingPublished();
    const people = chosen(mailing, asked);
    const letters = people.map((one) => composed(now, one, { cohortId, asked, calendars }));
    await mail.queue(repositories, letters);
    const again = people.filter((one) => timesSent(one, mailing) > 0).length;
    const facts = { version: mailing.version, letters: letters.length, again };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'announcement.sent', facts });
  });
  mail.wake();
  return readMailing(context, cohortId);
}

/** Made on a thread, and so before the transaction: what changes in between is found out by the fingerprint. */
async function calendarsNow({ store, pools }: Context, cohortId: string): Promise<CalendarFile[]> {
  const { match } = await store.transaction((repositories) => lettersNow(repositories, cohortId));
  if (!match?.schedule) return [];
  return pools.files.calendars({ match, schedule: match.schedule });
}

/** Those who are named, each once. */
function chosen(mailing: Mailing, { fingerprint, to }: MailingSend): Addressee[] {
  if (mailing.fingerprint !== fingerprint)
    throw stale('Letters, addresses or the match have changed since you looked. Look once more, then send.');
  const wanted = new Map(to.map(({ side, person, known }) => [`${side} ${person}`, known]));
  const people = mailing.people.filter(({ side, person }) => wanted.has(`${side} ${person}`));
  if (people.length < to.length)
    throw new MileError('UNKNOWN_PERSON', 'Some of those who are named get no letter, or stand there twice.');
  for (const one of people)
    if (timesSent(one, mailing) !== wanted.get(`${one.side} ${one.person}`))
      throw stale('Somebody else has sent letters meanwhile. Look at who has one, then send the others.');
  return people;
}

function timesSent({ sent }: Addressee, { version }: Mailing): number {
  return sent.filter((letter) => letter.version === version).length;
}

function stale(message: string): MileError {
  return new MileError('STALE_VERSION', `${message} Nothing was sent.`);
}

interface Sending {
  cohortId: string;
  asked: MailingSend;
  calendars: readonly CalendarFile[];
}

function composed(
  { announcement: { letters, publication } }: LettersNow,
  { side, person, name, address }: Addressee,
  { cohortId, asked: { subject }, calendars }: Sending,
): NewLetter {
  if (address === null)
    throw new MileError(
      'NO_ADDRESS',
      `${name} has no address that mail can have. Mend it under Applications.`,
    );
  const letter = letters.find((one) => one.side === side && one.person === person) as Letter;
  return {
    ...{
      kind: 'match',
      occasion: occasionOf(publication?.version ?? 0),
      cohortId,
      person: { side, id: person },
    },
    ...{ to: { name, address }, subject, text: letter.text },
    attachments: calendars
      .filter((calendar) => calendar[side] === person)
      .map((calendar) => ({
        name: calendar.name,
        type: 'text/calendar; charset=utf-8',
        text: calendar.text,
      })),
  };
}
