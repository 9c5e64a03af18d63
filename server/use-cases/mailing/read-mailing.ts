import type { Letter } from '#solver/contract/api/announcement.ts';
import type { Addressee, Mailing, SentLetter } from '#solver/contract/api/mailing.ts';
import type { PublishedMatch } from '../../files/announce/letters-of.ts';
import { calendarNames } from '../../files/announce/write-calendars.ts';
import { isEmail } from '../../files/email.ts';
import type { Mail } from '../../mail/mail.ts';
import { canonicalJson, sha256 } from '../../store/canonical-json.ts';
import type { LetterFate } from '../../store/outbox.ts';
import type { Repositories } from '../../store/store.ts';
import { lettersNow } from '../announce.ts';
import type { LettersNow } from '../announce.ts';
import type { Context } from '../context.ts';
import { versionOf } from './occasion.ts';
import { sameSince } from './same-since.ts';

/** Who would get a letter of the newest published version, and what was sent to whom. Throws NOT_FOUND. */
export function readMailing({ store, mail }: Context, cohortId: string): Promise<Mailing> {
  return store.transaction(async (repositories) =>
    tellMailing(mail, repositories, cohortId, await lettersNow(repositories, cohortId)),
  );
}

/** The same of letters that were just read, within a transaction. */
export async function tellMailing(
  mail: Mail,
  repositories: Repositories,
  cohortId: string,
  { announcement, match }: LettersNow,
): Promise<Mailing> {
  const { publication, letters, schedule } = announcement;
  const fates = await repositories.outbox.ofCohort(cohortId, 'match');
  const since = match ? await sameSince(repositories, cohortId, match, fates) : new Map<string, number>();
  const calendars = match && schedule ? calendarNames(match) : [];
  const { sender } = mail;
  return {
    sender: sender ? [sender.name, `<${sender.address}>`].join(' ').trim() : null,
    trouble: mail.trouble ?? null,
    version: publication?.version ?? null,
    subject: match ? subjectOf(match) : '',
    fingerprint: fingerprintOf(announcement, match),
    people: letters.map(({ side, person, name, email }): Addressee => ({
      ...{ side, person, name },
      address: isEmail(email) ? email : null,
      calendars: calendars.filter((pair) => pair[side] === person).map((file) => file.name),
      sent: fates.filter((fate) => fate.side === side && fate.person === person).map(told),
      sameSince: since.get(`${side} ${person}`) ?? null,
    })),
  };
}

/** Of everything that would go out now. */
function fingerprintOf(
  { publication, schedule, letters }: LettersNow['announcement'],
  match?: PublishedMatch,
): string {
  const told = letters.map(({ side, person, name, email, text }: Letter) => ({
    side,
    person,
    name,
    email,
    text,
  }));
  const pairs = match?.pairs.map(([participant, mentor]) => [participant, mentor]) ?? [];
  return sha256(canonicalJson({ version: publication?.version ?? 0, schedule, pairs, letters: told }));
}

function subjectOf({ programme }: PublishedMatch): string {
  return `${programme}: whom you are matched with`;
}

function told(fate: LetterFate): SentLetter {
  const { address, state, reason, changedAt: at } = fate;
  return { version: versionOf(fate), address, state, reason, at };
}
