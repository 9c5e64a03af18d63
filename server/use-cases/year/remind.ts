import type { Due, RemindersSent } from '#solver/contract/api/year.ts';
import { SIDES } from '#solver/contract/identifier.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { isEmail } from '../../files/email.ts';
import { matchedPerson } from '../../files/announce/matched-people.ts';
import { writeCsvForPeople } from '../../files/write-csv.ts';
import { fromStored } from '../../jobs/stored-person.ts';
import type { Mail } from '../../mail/mail.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { addLink } from './links.ts';
import { loadYear, personKey } from './load-year.ts';
import type { LoadedYear } from './load-year.ts';
import { tellYear } from './read-year.ts';
import { reminderText } from './reminder-text.ts';
import { occasionOf } from './standing-reminders.ts';

/** A file or a mailing that somebody asked for. */
export interface Asking {
  cohortId: string;
  /** What links begin with. */
  origin: string;
  by: Doer;
  now: Date;
}

/** Somebody who gets a letter. */
interface Reader {
  side: Side;
  id: string;
  name: string;
  /** Empty where the application has none. */
  email: string;
}

/** A link for everybody of the newest version, as a table for a mail program. Throws NOT_FOUND. */
export async function linksFile({ store, live }: Context, asking: Asking): Promise<Uint8Array> {
  const { cohortId, by } = asking;
  const rows = await store.transaction(async (repositories) => {
    const year = await loadYear(repositories, cohortId);
    const readers = readersOf(year);
    const told = [];
    for (const reader of readers)
      told.push([...cellsOf(reader), await linkFor(repositories, asking, reader)]);
    const facts = { people: readers.map(({ id }) => id) };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'year.link-given', facts });
    return told;
  });
  live.changed(cohortId, { kind: 'year', by: by.viewer });
  return writeCsvForPeople({ headers: ['Side', 'Name', 'E-mail', 'Link'], rows });
}

/** Reminders as a table for a mail program. Whoever is in it counts as reminded. Throws NOT_FOUND. */
export async function remindersFile(context: Context, asking: Asking): Promise<Uint8Array> {
  const rows = await remind(context, asking, 'file', async (repositories, reader, due) => [
    ...cellsOf(reader),
    due.map(reminderText).join(' '),
    await linkFor(repositories, asking, reader),
  ]);
  return writeCsvForPeople({ headers: ['Side', 'Name', 'E-mail', 'Reminder', 'Link'], rows });
}

/** Reminders by mail; those without an address are named and not counted as reminded. Throws NOT_FOUND and MAIL_OFF. */
export async function mailReminders(context: Context, asking: Asking): Promise<RemindersSent> {
  const withoutAddress: string[] = [];
  const sent = await remind(context, asking, 'mail', async (repositories, reader, due, programme) => {
    if (!isEmail(reader.email)) {
      withoutAddress.push(reader.name);
      return undefined;
    }
    const link = await linkFor(repositories, asking, reader);
    await queueReminder(context.mail, repositories, {
      reader,
      due,
      link,
      programme,
      cohortId: asking.cohortId,
    });
    return reader.id;
  });
  context.mail.wake();
  return { sent: sent.length, withoutAddress };
}

type Write<Told> = (
  repositories: Repositories,
  reader: Reader,
  due: readonly Due[],
  programme: string,
) => Promise<Told | undefined>;

/** One letter a person about all that is due of them and of which they were not reminded; undefined where none can be written. */
async function remind<Told>(
  { store, mail, live }: Context,
  { cohortId, by, now }: Asking,
  way: 'mail' | 'file',
  write: Write<Told>,
): Promise<Told[]> {
  const told = await store.transaction(async (repositories) => {
    const year = await loadYear(repositories, cohortId);
    const { due } = await tellYear({ repositories, mail }, cohortId, now);
    const open = Map.groupBy(
      due.filter(({ reminded }) => reminded === null),
      (one) => personKey({ side: one.side, id: one[one.side] }),
    );
    const written: Told[] = [];
    const people: string[] = [];
    for (const reader of readersOf(year)) {
      const own = open.get(personKey(reader));
      const letter = own && (await write(repositories, reader, own, year.programme.name));
      if (!own || letter === undefined) continue;
      for (const one of own) await keep(repositories, cohortId, one, way, now);
      written.push(letter);
      people.push(reader.id);
    }
    if (people.length > 0)
      await recordDeed(repositories, { by, cohort: cohortId, kind: 'year.reminded', facts: { way, people } });
    return written;
  });
  live.changed(cohortId, { kind: 'year', by: by.viewer });
  return told;
}

async function keep(
  { reminders }: Repositories,
  cohortId: string,
  { side, participant, mentor, what, dueOn }: Due,
  way: 'mail' | 'file',
  now: Date,
): Promise<void> {
  await reminders.keep(cohortId, { side, participant, mentor, what, dueOn, way, sentAt: now.toISOString() });
}

/** Everybody of the newest version who has not left, participants first, by name. */
function readersOf({ relationships, people, programme }: LoadedYear): Reader[] {
  return SIDES.flatMap((side) => {
    const ids = new Set(relationships.filter(({ until }) => !until).map((facts) => facts[side]));
    return [...ids]
      .flatMap((id) => people.get(personKey({ side, id })) ?? [])
      .filter(({ state }) => state !== 'withdrawn')
      .map((person) => matchedPerson(programme, side, fromStored(person)))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
  });
}

const cellsOf = ({ side, name, email }: Reader) => [side, name, email];

async function linkFor(
  repositories: Repositories,
  { cohortId, origin, now }: Asking,
  { side, id }: Reader,
): Promise<string> {
  return `${origin}/apply/#/check-in/${await addLink(repositories, { cohortId, side, id }, now)}`;
}

interface Reminding {
  reader: Reader;
  due: readonly Due[];
  link: string;
  programme: string;
  cohortId: string;
}

async function queueReminder(
  mail: Mail,
  repositories: Repositories,
  { reader: { side, id, name, email }, due, link, programme, cohortId }: Reminding,
): Promise<void> {
  const paragraphs = [
    `Dear ${name},`,
    due.map(reminderText).join(' '),
    `This page is yours alone and needs no account:\n${link}`,
    'Thank you for taking part.',
  ];
  await mail.queue(repositories, [
    {
      ...{ kind: 'reminder', cohortId, person: { side, id }, to: { name, address: email } },
      occasion: occasionOf(due),
      ...{ subject: `${programme}: how is it going?`, text: `${paragraphs.join('\n\n')}\n`, attachments: [] },
    },
  ]);
}
