import type { Kysely } from 'kysely';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { surveySchema } from '#solver/contract/programme/survey.ts';
import { SHIPPED_PROGRAMMES } from '#solver/contract/programme/shipped.ts';
import type { Recent } from '../jobs/recent.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';
import type { Tables } from './tables.ts';

/** One saved state of a programme; it never changes, a change makes the next version. */
export interface ProgrammeVersion {
  version: number;
  programme: Programme;
  /** Canonical JSON of it, and its SHA-256. */
  json: string;
  hash: string;
}

export interface Programmes {
  /** The newest version of each; those that are shipped first, then in the order in which they were added. */
  list(): Promise<ProgrammeVersion[]>;
  newest(id: string): Promise<ProgrammeVersion | undefined>;
  at(id: string, version: number): Promise<ProgrammeVersion | undefined>;
  /** Adds a version; false where there is one of this number already. */
  add(programme: Programme, version: number): Promise<boolean>;
}

/** `parsed` keeps programmes by the hash of their text, so that a row is parsed once, whoever asks. */
export function programmes(database: Kysely<Tables>, parsed: Recent<ProgrammeVersion>): Programmes {
  const rows = () => database.selectFrom('programmes').select(['id', 'version', 'hash']);

  async function read(row: { id: string; version: number; hash: string }): Promise<ProgrammeVersion> {
    const key = `${row.version}:${row.hash}`;
    const known = parsed.get(key);
    if (known) return known;
    const { programme_json: json } = await database
      .selectFrom('programmes')
      .select('programme_json')
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirstOrThrow();
    const stored = { version: row.version, hash: row.hash, json, programme: complete(json) };
    parsed.set(key, stored);
    return stored;
  }

  return {
    async list() {
      const all = await rows().orderBy('added_at').orderBy('id').orderBy('version').execute();
      const newest = new Map(all.map((row) => [row.id, row]));
      return Promise.all([...newest.values()].sort(shippedFirst).map(read));
    },
    async newest(id) {
      const row = await rows().where('id', '=', id).orderBy('version', 'desc').limit(1).executeTakeFirst();
      return row && read(row);
    },
    async at(id, version) {
      const row = await rows().where('id', '=', id).where('version', '=', version).executeTakeFirst();
      return row && read(row);
    },
    async add(programme, version) {
      const json = canonicalJson(programme);
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('programmes')
        .values({
          id: programme.id,
          version,
          hash: sha256(json),
          programme_json: json,
          added_at: new Date().toISOString(),
        })
        .onConflict((conflict) => conflict.columns(['id', 'version']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}

const SHIPPED_IDS: readonly string[] = SHIPPED_PROGRAMMES.map(({ id }) => id);

function shippedFirst(a: { id: string }, b: { id: string }): number {
  const rank = ({ id }: { id: string }) =>
    SHIPPED_IDS.includes(id) ? SHIPPED_IDS.indexOf(id) : SHIPPED_IDS.length;
  return rank(a) - rank(b);
}

/** Programmes that come with the software become ordinary ones at the first start; what a committee made of them stays. */
export async function addShipped({ add, newest }: Programmes): Promise<void> {
  for (const programme of SHIPPED_PROGRAMMES) if (!(await newest(programme.id))) await add(programme, 1);
}

/** Of a programme that was stored before there were closing surveys the first questions are asked. */
function complete(json: string): Programme {
  const stored = JSON.parse(json) as Programme;
  return { ...stored, survey: stored.survey ?? surveySchema.parse(undefined) };
}
