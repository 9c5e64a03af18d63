import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { JOB_VERSIONS } from './job-kinds.ts';
import type { JobKind, JobStatus } from './job-kinds.ts';
import type { Tables } from './tables.ts';

/** A long calculation that somebody asked for, in pieces that do not depend on each other. */
export interface Job {
  id: string;
  kind: JobKind;
  /** By which it was asked and cut. */
  version: number;
  createdAt: string;
  status: JobStatus;
  cohortId: string | null;
  /** JSON of what was asked. */
  askJson: string;
  pieces: number;
  /** JSON of what came of it, or of the error. */
  resultJson: string | null;
}

export type NewJob = Pick<Job, 'id' | 'kind' | 'askJson' | 'pieces'> & { cohortId?: string; input?: string };

/** One piece of a job. */
export interface PieceKey {
  job: string;
  piece: number;
}

/** A piece that waits for a worker. */
export interface WaitingPiece extends PieceKey {
  kind: JobKind;
  version: number;
}

/** A piece in a worker's hand. The attempt is its right to write: whoever takes the piece later has a higher one. */
export interface Claim extends PieceKey {
  attempt: number;
  /** Workers that took the piece and were not heard of again, this one included. */
  tries: number;
}

export interface DonePiece {
  piece: number;
  doneAt: string;
  resultJson: string | null;
}

export interface Jobs {
  /** False where there is one of this id already: it stays as it is. */
  add(job: NewJob): Promise<boolean>;
  get(id: string): Promise<Job | undefined>;
  inputOf(id: string): Promise<string | null>;
  /** How many of a kind have not ended. */
  countUnfinished(kind: JobKind): Promise<number>;
  /** Of jobs that have not ended: pieces that are not done, and of those that are all done but not put together the last one. */
  waiting(job?: string): Promise<WaitingPiece[]>;
  /** Takes a piece; undefined where it is done, or its job has ended. */
  claim(key: PieceKey, worker: string): Promise<Claim | undefined>;
  /** Is the piece still this worker's, and its job still wanted? */
  holds(claim: Claim): Promise<boolean>;
  /** Keeps what came of a piece. False where somebody else has taken it meanwhile, or the job has ended: then nothing is written. */
  finish(claim: Claim, resultJson: string | null): Promise<boolean>;
  /** A worker that ends lays down what it has not finished: that was no failure. */
  handBack(claim: Claim): Promise<void>;
  /** Pieces that are done, in order. */
  done(id: string): Promise<DonePiece[]>;
  countDone(id: string): Promise<number>;
  /** False where it has ended before. */
  end(
    id: string,
    status: Extract<JobStatus, 'done' | 'stopped' | 'failed'>,
    resultJson: string | null,
  ): Promise<boolean>;
  /** Removes those of a kind that have ended, but for the newest. */
  keepNewest(kind: JobKind, count: number): Promise<void>;
  removeOfCohort(cohortId: string): Promise<void>;
  remove(id: string): Promise<void>;
}

const UNFINISHED = ['waiting', 'running'] as const;
/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const ROWS = 1_000;

export function jobs(database: Kysely<Tables>): Jobs {
  return { ...wholeJobs(database), ...piecesOfJobs(database) };
}

type OfPieces = 'waiting' | 'claim' | 'holds' | 'finish' | 'handBack' | 'done' | 'countDone';

function wholeJobs(database: Kysely<Tables>): Omit<Jobs, OfPieces> {
  return {
    async add({ id, kind, askJson, pieces, cohortId = null, input = null }) {
      const asked = { id, kind, version: JOB_VERSIONS[kind], created_at: now(), ask_json: askJson, pieces };
      const added = await database
        .insertInto('jobs')
        .values({
          ...asked,
          status: 'waiting',
          cohort_id: cohortId,
          input,
          result_json: null,
          ended_at: null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added) await addPieces(database, id, pieces);
      return added !== undefined;
    },
    get: (id) =>
      database
        .selectFrom('jobs')
        .select(['id', 'kind', 'version', 'status', 'pieces'])
        .select(['created_at as createdAt', 'cohort_id as cohortId'])
        .select(['ask_json as askJson', 'result_json as resultJson'])
        .where('id', '=', id)
        .executeTakeFirst(),
    async inputOf(id) {
      const row = await database.selectFrom('jobs').select('input').where('id', '=', id).executeTakeFirst();
      return row?.input ?? null;
    },
    async countUnfinished(kind) {
      const { count } = await database
        .selectFrom('jobs')
        .select(database.fn.countAll().as('count'))
        .where('kind', '=', kind)
        .where('status', 'in', UNFINISHED)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async end(id, status, resultJson) {
      const ended = await database
        .updateTable('jobs')
        .set({ status, result_json: resultJson, ended_at: now() })
        .where('id', '=', id)
        .where('status', 'in', UNFINISHED)
        .returning('id')
        .executeTakeFirst();
      return ended !== undefined;
    },
    async keepNewest(kind, count) {
      const ended = (from: Kysely<Tables>) =>
        from.selectFrom('jobs').select('id').where('kind', '=', kind).where('status', 'not in', UNFINISHED);
      const rows = await ended(database)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .offset(count)
        .limit(ROWS)
        .execute();
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await database.deleteFrom('jobs').where('id', 'in', ids).execute();
    },
    async remove(id) {
      await database.deleteFrom('jobs').where('id', '=', id).execute();
    },
    async removeOfCohort(cohortId) {
      await database.deleteFrom('jobs').where('cohort_id', '=', cohortId).execute();
    },
  };
}

function piecesOfJobs(database: Kysely<Tables>): Pick<Jobs, OfPieces> {
  const mine = ({ job, piece, attempt }: Claim) =>
    database
      .updateTable('job_pieces')
      .where('job_id', '=', job)
      .where('piece', '=', piece)
      .where('attempt', '=', attempt)
      .where('done_at', 'is', null);
  const doneOf = (id: string) =>
    database.selectFrom('job_pieces').where('job_id', '=', id).where('done_at', 'is not', null);
  return {
    async waiting(job) {
      let pieces = database
        .selectFrom('job_pieces')
        .innerJoin('jobs', 'jobs.id', 'job_pieces.job_id')
        .select(['job_id as job', 'piece', 'kind', 'version'])
        .where('status', 'in', UNFINISHED)
        .where(NOT_DONE_OR_NOT_PUT_TOGETHER);
      if (job !== undefined) pieces = pieces.where('job_id', '=', job);
      return await pieces.orderBy('created_at').orderBy('job_id').orderBy('piece').execute();
    },
    async claim({ job, piece }, worker) {
      const claimed = await database
        .updateTable('job_pieces')
        .set({ attempt: sql`attempt + 1`, tries: sql`tries + 1`, worker })
        .where('job_id', '=', job)
        .where('piece', '=', piece)
        .where('done_at', 'is', null)
        .where(jobIsWanted)
        .returning(['attempt', 'tries'])
        .executeTakeFirst();
      if (!claimed) return undefined;
      await database
        .updateTable('jobs')
        .set({ status: 'running' })
        .where('id', '=', job)
        .where('status', '=', 'waiting')
        .execute();
      return { job, piece, ...claimed };
    },
    async holds({ job, piece, attempt }) {
      const row = await database
        .selectFrom('job_pieces')
        .select('piece')
        .where('job_id', '=', job)
        .where('piece', '=', piece)
        .where('attempt', '=', attempt)
        .where('done_at', 'is', null)
        .where(jobIsWanted)
        .executeTakeFirst();
      return row !== undefined;
    },
    async finish(claim, resultJson) {
      const finished = await mine(claim)
        .set({ result_json: resultJson, done_at: now() })
        .where(jobIsWanted)
        .returning('piece')
        .executeTakeFirst();
      return finished !== undefined;
    },
    async handBack(claim) {
      await mine(claim)
        .set({ tries: sql`tries - 1`, worker: null })
        .execute();
    },
    done: (id) =>
      doneOf(id)
        .select(['piece', 'done_at as doneAt', 'result_json as resultJson'])
        .$narrowType<{ doneAt: string }>()
        .orderBy('piece')
        .execute(),
    async countDone(id) {
      const { count } = await doneOf(id).select(database.fn.countAll().as('count')).executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

const jobIsWanted = sql<boolean>`exists (
  select 1 from jobs where jobs.id = job_pieces.job_id and jobs.status in ('waiting', 'running')
)`;

const NOT_DONE_OR_NOT_PUT_TOGETHER = sql<boolean>`(done_at is null or (piece = jobs.pieces - 1 and not exists (
  select 1 from job_pieces as others where others.job_id = jobs.id and others.done_at is null
)))`;

async function addPieces(database: Kysely<Tables>, job_id: string, pieces: number): Promise<void> {
  const rows = Array.from({ length: pieces }, (_, piece) => ({
    ...{ job_id, piece, attempt: 0, tries: 0 },
    ...{ worker: null, done_at: null, result_json: null },
  }));
  for (let from = 0; from < rows.length; from += ROWS)
    await database
      .insertInto('job_pieces')
      .values(rows.slice(from, from + ROWS))
      .execute();
}

function now(): string {
  return new Date().toISOString();
}
