import type { Kysely, Selectable } from 'kysely';
import type { LetterKind, LetterState } from '#solver/contract/api/mail.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { canonicalJson } from './canonical-json.ts';
import type { OutboxTable, Tables } from './tables.ts';

/** What is sent; gone from the store as soon as it was, or will not be. */
export interface LetterContent {
  subject: string;
  text: string;
  attachments: { name: string; type: string; text: string }[];
}

/** A letter for the outbox. */
export interface NewLetter extends LetterContent {
  kind: LetterKind;
  /** What it is about, within its kind: "version-3". With the person it tells what somebody was sent already. */
  occasion: string;
  cohortId: string | null;
  /** The application of who gets it, with which it is erased; null for accounts. */
  person: { side: Side; id: string } | null;
  to: { name: string; address: string };
}

/** A letter that somebody has begun to send. */
export interface ClaimedLetter extends LetterContent {
  id: string;
  to: { name: string; address: string };
  /** Counts from 1; whoever claimed it tells what became of this attempt alone. */
  attempt: number;
}

/** What became of a letter. */
export interface LetterFate {
  id: string;
  occasion: string;
  side: Side | null;
  person: string | null;
  address: string;
  state: LetterState;
  /** A sentence; null where all went well. */
  reason: string | null;
  changedAt: string;
}

/** A letter as the list of all letters has it. */
export interface LoggedLetter extends LetterFate {
  kind: LetterKind;
  cohortId: string | null;
  name: string;
  queuedAt: string;
}

/** The end of an attempt. `dueAt`: when a letter that is `queued` again is tried next. */
export type AttemptEnd =
  | { state: 'sent' }
  | { state: 'failed' | 'perhaps'; reason: string }
  | { state: 'queued'; reason: string; dueAt: string };

/** Letters on their way. Times are ISO 8601. */
export interface Outbox {
  add(id: string, letter: NewLetter, at: string): Promise<void>;
  /** The letter that is due for longest is somebody's to send. Within a transaction: no two claim the same. */
  claim(at: string): Promise<ClaimedLetter | undefined>;
  end(letter: Pick<ClaimedLetter, 'id' | 'attempt'>, end: AttemptEnd, at: string): Promise<void>;
  /** Of letters that somebody began to send before `claimedBefore` and never told of, nobody knows whether they arrived. */
  loseTrack(claimedBefore: string, reason: string, at: string): Promise<void>;
  /** Letters that wait since before `queuedBefore` are not sent any more; why they still waited stays their reason. */
  giveUp(queuedBefore: string, at: string): Promise<void>;
  /** When the next letter is due. */
  nextDue(): Promise<string | undefined>;
  /** Letters of a kind to people of a cohort, oldest first. */
  ofCohort(cohortId: string, kind: LetterKind): Promise<LetterFate[]>;
  /** Oldest first, without what they say. */
  all(): Promise<LoggedLetter[]>;
  /** Letters of a kind that were asked for since a time: all, or those to one mailbox. */
  countSince(kind: LetterKind, since: string, mailbox?: string): Promise<number>;
  /** What became of letters to an account is of no interest any more: its link was used, or another one is given out. */
  forgetLost(address: string): Promise<void>;
  /** Letters that wait and tell of somebody are not sent. */
  withdrawNaming(text: string, reason: string, at: string): Promise<void>;
}

/** Addresses that reach the same mailbox: case, and what stands after a plus sign, do not matter. */
export function mailboxOf(address: string): string {
  return address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/u, '');
}

const FATE = [
  'id',
  'occasion',
  'side',
  'person_id as person',
  'address',
  'state',
  'reason',
  'changed_at as changedAt',
] as const;
const EMPTIED = { content_json: null } as const;

export function outbox(database: Kysely<Tables>): Outbox {
  return {
    async add(id, { kind, occasion, cohortId, person, to, subject, text, attachments }, at) {
      await database
        .insertInto('outbox')
        .values({
          ...{ id, kind, occasion, cohort_id: cohortId, name: to.name, address: to.address },
          ...{ side: person?.side ?? null, person_id: person?.id ?? null, mailbox: mailboxOf(to.address) },
          content_json: canonicalJson({ subject, text, attachments }),
          ...{ state: 'queued', reason: null, attempts: 0, queued_at: at, due_at: at, changed_at: at },
        })
        .execute();
    },
    async claim(at) {
      const row = await database
        .selectFrom('outbox')
        .selectAll()
        .where('state', '=', 'queued')
        .where('due_at', '<=', at)
        .orderBy('due_at')
        .orderBy('queued_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (!row) return undefined;
      const attempts = row.attempts + 1;
      await database
        .updateTable('outbox')
        .set({ state: 'sending', attempts, changed_at: at })
        .where('id', '=', row.id)
        .execute();
      return claimed({ ...row, attempts });
    },
    async end({ id, attempt }, end, at) {
      await database
        .updateTable('outbox')
        .set({
          ...{ state: end.state, changed_at: at, reason: end.state === 'sent' ? null : end.reason },
          ...(end.state === 'queued' ? { due_at: end.dueAt } : EMPTIED),
        })
        .where('id', '=', id)
        .where('attempts', '=', attempt)
        // Whoever comes late knows more than those who lost track of it; a letter without its content cannot wait again.
        .where('state', 'in', end.state === 'queued' ? ['sending'] : ['sending', 'perhaps'])
        .execute();
      await forgetSentToNobodyKnown(database, id);
    },
    async loseTrack(claimedBefore, reason, at) {
      await database
        .updateTable('outbox')
        .set({ state: 'perhaps', reason, changed_at: at, ...EMPTIED })
        .where('state', '=', 'sending')
        .where('changed_at', '<', claimedBefore)
        .execute();
    },
    async giveUp(queuedBefore, at) {
      await database
        .updateTable('outbox')
        .set({ state: 'failed', changed_at: at, ...EMPTIED })
        .where('state', '=', 'queued')
        .where('queued_at', '<', queuedBefore)
        .execute();
    },
    async nextDue() {
      const row = await database
        .selectFrom('outbox')
        .select('due_at as dueAt')
        .where('state', '=', 'queued')
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      return row?.dueAt;
    },
    ofCohort: (cohortId, kind) =>
      database
        .selectFrom('outbox')
        .select(FATE)
        .where('cohort_id', '=', cohortId)
        .where('kind', '=', kind)
        .orderBy('queued_at')
        .orderBy('id')
        .execute(),
    all: () =>
      database
        .selectFrom('outbox')
        .select([...FATE, 'kind', 'cohort_id as cohortId', 'name', 'queued_at as queuedAt'])
        .orderBy('queued_at')
        .orderBy('id')
        .execute(),
    async countSince(kind, since, mailbox) {
      const letters = database
        .selectFrom('outbox')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('kind', '=', kind)
        .where('queued_at', '>=', since);
      const asked = mailbox === undefined ? letters : letters.where('mailbox', '=', mailbox);
      return Number((await asked.executeTakeFirst())?.count ?? 0);
    },
    async forgetLost(address) {
      await database
        .deleteFrom('outbox')
        .where('address', '=', address)
        .where('person_id', 'is', null)
        .where('state', 'in', ['failed', 'perhaps'])
        .execute();
    },
    async withdrawNaming(text, reason, at) {
      const waiting = await database
        .selectFrom('outbox')
        .select(['id', 'content_json'])
        .where('state', '=', 'queued')
        .execute();
      const naming = waiting.filter(({ content_json: json }) => tellsOf(json, text)).map(({ id }) => id);
      if (naming.length === 0) return;
      await database
        .updateTable('outbox')
        .set({ state: 'failed', reason, changed_at: at, ...EMPTIED })
        .where('id', 'in', naming)
        .execute();
    },
  };
}

/** Of letters to accounts nobody asks once they were sent, and no erasure takes them along. */
async function forgetSentToNobodyKnown(database: Kysely<Tables>, id: string): Promise<void> {
  await database
    .deleteFrom('outbox')
    .where('id', '=', id)
    .where('person_id', 'is', null)
    .where('state', '=', 'sent')
    .execute();
}

function claimed(row: Selectable<OutboxTable>): ClaimedLetter {
  const { id, name, address, attempts, content_json: json } = row;
  if (json === null) throw new Error(`letter ${id} waits without its content`);
  return { id, to: { name, address }, attempt: attempts, ...(JSON.parse(json) as LetterContent) };
}

/** Calendars fold long lines, also within a name. */
function tellsOf(contentJson: string | null, text: string): boolean {
  const { subject, text: body, attachments } = JSON.parse(contentJson ?? 'null') as LetterContent;
  const unfolded = attachments.map((attachment) => attachment.text.replaceAll(/\r?\n[ \t]/gu, ''));
  return [subject, body, ...unfolded].some((part) => part.includes(text));
}
