import type { Kysely } from 'kysely';
import type { NewProblem, ProblemProgress } from '#solver/contract/api/problems.ts';
import type { ProblemFileKind } from './problem-files.ts';
import type { Tables } from './tables.ts';

export interface ProblemRow extends NewProblem {
  id: string;
  createdAt: string;
  /** The best so far of who solves it now; null where nothing was told. */
  progress: ProblemProgress | null;
}

/** A part of a file, deflated, and how many bytes it was before. */
export interface PackedPart {
  packed: Uint8Array;
  bytes: number;
}

export interface Problems {
  add(problem: Omit<ProblemRow, 'progress'>): Promise<void>;
  putProgress(id: string, progress: ProblemProgress | null): Promise<void>;
  get(id: string): Promise<ProblemRow | undefined>;
  /** Newest first. */
  list(): Promise<ProblemRow[]>;
  /** Adds a part, or puts it in the place of an earlier one. */
  putPart(id: string, file: ProblemFileKind, part: number, content: PackedPart): Promise<void>;
  /** Deflated; undefined where there is none. */
  part(id: string, file: ProblemFileKind, part: number): Promise<Uint8Array | undefined>;
  /** How many parts there are, the number of the last one, and the bytes of all of them before they were deflated. */
  extentOf(id: string, file: ProblemFileKind): Promise<{ parts: number; last: number; bytes: number }>;
  /** Of all files that are kept, before they were deflated. */
  keptBytes(): Promise<number>;
  /** The first few parts that are there; false where there were none. */
  removeSomeParts(id: string, file: ProblemFileKind): Promise<boolean>;
  /** With the parts that are left: where they are many, remove them before. */
  remove(id: string): Promise<void>;
}

/** Of up to 1 MiB each before they were deflated: removed within some milliseconds. */
const FEW_PARTS = 16;

export function problems(database: Kysely<Tables>): Problems {
  const rows = () => database.selectFrom('problems').selectAll();
  const partsOf = (id: string, file: ProblemFileKind) =>
    database.selectFrom('problem_parts').where('problem_id', '=', id).where('file', '=', file);
  return {
    async add({ id, createdAt, name, engine, seconds }) {
      const ask: NewProblem = { name, engine, seconds };
      await database
        .insertInto('problems')
        .values({ id, created_at: createdAt, ask_json: JSON.stringify(ask), progress_json: null })
        .execute();
    },
    async putProgress(id, progress) {
      const progress_json = progress && JSON.stringify(progress);
      await database.updateTable('problems').set({ progress_json }).where('id', '=', id).execute();
    },
    async get(id) {
      const row = await rows().where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    list: async () => (await rows().orderBy('created_at', 'desc').orderBy('id').execute()).map(fromRow),
    async putPart(id, file, part, { packed, bytes }) {
      const content = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString('base64');
      await database
        .insertInto('problem_parts')
        .values({ problem_id: id, file, part, bytes, content })
        .onConflict((conflict) =>
          conflict.columns(['problem_id', 'file', 'part']).doUpdateSet({ bytes, content }),
        )
        .execute();
    },
    async part(id, file, part) {
      const row = await partsOf(id, file).select('content').where('part', '=', part).executeTakeFirst();
      return row && Buffer.from(row.content, 'base64');
    },
    async extentOf(id, file) {
      const { parts, last, bytes } = await partsOf(id, file)
        .select(({ fn }) => [
          fn.countAll().as('parts'),
          fn.max('part').as('last'),
          fn.sum('bytes').as('bytes'),
        ])
        .executeTakeFirstOrThrow();
      return { parts: Number(parts), last: Number(last ?? -1), bytes: Number(bytes ?? 0) };
    },
    async keptBytes() {
      const { bytes } = await database
        .selectFrom('problem_parts')
        .select(({ fn }) => fn.sum('bytes').as('bytes'))
        .executeTakeFirstOrThrow();
      return Number(bytes ?? 0);
    },
    async removeSomeParts(id, file) {
      const first = partsOf(id, file).select('part').orderBy('part').limit(FEW_PARTS);
      const { numDeletedRows } = await database
        .deleteFrom('problem_parts')
        .where('problem_id', '=', id)
        .where('file', '=', file)
        .where('part', 'in', first)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    async remove(id) {
      await database.deleteFrom('problems').where('id', '=', id).execute();
    },
  };
}

function fromRow({ id, created_at, ask_json, progress_json }: Tables['problems']): ProblemRow {
  const progress = JSON.parse(progress_json ?? 'null') as ProblemProgress | null;
  return { id, createdAt: created_at, progress, ...(JSON.parse(ask_json) as NewProblem) };
}
