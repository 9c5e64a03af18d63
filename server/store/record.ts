import type { Kysely, Selectable } from 'kysely';
import type { RecordHead } from '#solver/contract/api/record.ts';
import type { RecordEntriesTable, Tables } from './tables.ts';

/** The hash before the first entry. */
export const NO_ENTRY = '0'.repeat(64);

export type StoredEntry = Selectable<RecordEntriesTable>;

/** A part of the record, newest first. */
export interface RecordPart {
  /** Null: of no cohort alone, all of it. */
  cohortId: string | null;
  /** Numbers below this one. */
  before?: number | undefined;
  about?: string | undefined;
  limit: number;
}

export interface RecordLog {
  /** The newest entry; number 0 where there is none. */
  head(): Promise<RecordHead>;
  /** The same, and nobody else appends until the transaction ends. */
  lockHead(): Promise<RecordHead>;
  /** Adds an entry, which is the head from now on. Within the transaction that locked the head. */
  append(entry: StoredEntry): Promise<void>;
  part(part: RecordPart): Promise<StoredEntry[]>;
  /** Entries after a number, in the order of the chain. */
  after(number: number, limit: number): Promise<StoredEntry[]>;
  /** Takes name and reason from an entry; its hash stays. */
  eraseTexts(number: number): Promise<void>;
}

export function recordLog(database: Kysely<Tables>): RecordLog {
  const entries = () => database.selectFrom('record_entries').selectAll();
  return {
    async head() {
      return database.selectFrom('record_head').select(['number', 'hash']).executeTakeFirstOrThrow();
    },
    // A write that changes nothing: it takes the row's lock on databases that have several writers.
    async lockHead() {
      return database
        .updateTable('record_head')
        .set({ id: 1 })
        .returning(['number', 'hash'])
        .executeTakeFirstOrThrow();
    },
    async append(entry) {
      await database.insertInto('record_entries').values(entry).execute();
      await database.updateTable('record_head').set({ number: entry.number, hash: entry.hash }).execute();
    },
    part: ({ cohortId, before, about, limit }) =>
      entries()
        .$if(cohortId !== null, (query) => query.where('cohort_id', '=', cohortId))
        .$if(before !== undefined, (query) => query.where('number', '<', before as number))
        .$if(about !== undefined, (query) => query.where('about', '=', about as string))
        .orderBy('number', 'desc')
        .limit(limit)
        .execute(),
    after: (number, limit) => entries().where('number', '>', number).orderBy('number').limit(limit).execute(),
    async eraseTexts(number) {
      await database
        .updateTable('record_entries')
        .set({ texts_json: null })
        .where('number', '=', number)
        .execute();
    },
  };
}
