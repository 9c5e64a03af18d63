import type { Logger } from 'pino';
import { isUnderWay } from '#solver/contract/api/long-jobs.ts';
import { MileError } from '#solver/contract/errors.ts';
import { LANE_OF } from '../../jobs/queue/work-queue.ts';
import type { Places, WorkQueue } from '../../jobs/queue/work-queue.ts';
import { WORKER_NAME } from '../../jobs/worker-name.ts';
import { errorFields } from '../../log.ts';
import { isKnown } from '../../store/job-kinds.ts';
import type { JobKind } from '../../store/job-kinds.ts';
import type { Job, PieceKey, WaitingPiece } from '../../store/jobs.ts';
import type { Repositories, Store } from '../../store/store.ts';
import { endJob } from './end-job.ts';
import { HeldPiece, NotHeld } from './held-piece.ts';
import type { JobNews } from './job-news.ts';
import type { KindOfJob } from './kind-of-job.ts';

/** Workers that may be lost over one piece: then the piece is to blame. */
const MOST_TRIES = 3;
/** Between two looks into the store for pieces that the queue does not know, and for stops that were not heard. */
const LOOK_MS = 60_000;
/** Errors that pass: the store is there again some time. */
const PASSING = new Set(['STORE_AWAY', 'STORAGE_FULL', 'BUSY']);
/** The thread, or the machine's other work, may have been to blame. */
const MAYBE_PASSING = new Set(['WORKER_FAILED', 'DEADLINE']);
const NEWER =
  'long calculations of a newer version of this program are left to processes of that version: replace this one';

export interface Surroundings {
  store: Store;
  queue: WorkQueue;
  news: JobNews;
  logger: Logger;
}

/**
 * Long calculations in pieces. The store says what is to be done and what is; the queue brings a piece to a process that has a place for it; the news
 * tell the others. Any process may be killed at any time: its pieces are done by the next.
 */
export class LongJobs {
  readonly #surroundings: Surroundings;
  readonly #kinds: Readonly<Record<JobKind, KindOfJob>>;
  readonly #inHand = new Map<HeldPiece, AbortController>();
  #isClosing = false;
  #looking: ReturnType<typeof setInterval> | undefined;

  constructor(surroundings: Surroundings, kinds: Readonly<Record<JobKind, KindOfJob>>) {
    this.#surroundings = surroundings;
    this.#kinds = kinds;
    surroundings.news.listen(({ job, status }) => {
      if (status === 'stopped' || status === 'failed') this.#letGo(job);
    });
  }

  /** Calls for the pieces of a job that stands in the store. */
  async call(job: string): Promise<void> {
    await this.#put(await this.#surroundings.store.jobs.waiting(job));
  }

  /** From now on this process does pieces, and sees that none is forgotten. */
  async start(places: Places): Promise<void> {
    await this.#surroundings.queue.take(places, (piece) => this.#take(piece));
    await this.#callAll();
    this.#looking = setInterval(() => void this.#lookAround(), LOOK_MS).unref();
  }

  /** Ends a job, with what else there is to write; false where it is not there or has ended. What is under way ends soon after. */
  async stop(job: string, write?: (repositories: Repositories) => Promise<void>): Promise<boolean> {
    const { store, news } = this.#surroundings;
    const isStopped = await endJob(store, job, write);
    if (isStopped) news.tell({ job, status: 'stopped' });
    return isStopped;
  }

  /** Lets go of what has ended while news could not be heard. */
  async lookAtOwn(): Promise<void> {
    const { store, logger } = this.#surroundings;
    for (const { job } of [...this.#inHand.keys()]) {
      try {
        const now = await store.jobs.get(job.id);
        if (!now || !isUnderWay(now.status)) this.#letGo(job.id);
      } catch (error) {
        logger.error(errorFields(error), 'looking for long calculations failed');
      }
    }
  }

  /** Hands back what is in hand. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#looking);
    for (const stop of this.#inHand.values()) stop.abort();
    await this.#surroundings.queue.close();
  }

  /** For what was queued or stopped by somebody whose news do not come here. */
  async #lookAround(): Promise<void> {
    await this.#callAll();
    await this.lookAtOwn();
  }

  async #callAll(): Promise<void> {
    try {
      await this.#put(await this.#surroundings.store.jobs.waiting());
    } catch (error) {
      this.#surroundings.logger.error(errorFields(error), 'looking for long calculations failed');
    }
  }

  /** What a later version of this program queued is called for by those who know it. */
  async #put(pieces: readonly WaitingPiece[]): Promise<void> {
    const known = pieces.filter(isKnown);
    if (known.length < pieces.length) this.#surroundings.logger.warn(NEWER);
    const lanes = Map.groupBy(known, ({ kind }) => LANE_OF[kind]);
    for (const [lane, own] of lanes) await this.#surroundings.queue.put(lane, own);
  }

  async #take(key: PieceKey): Promise<void> {
    const { store, logger, news } = this.#surroundings;
    try {
      const job = await store.jobs.get(key.job);
      if (!job) return;
      if (!isKnown(job)) throw new HandedBack();
      const claim = await store.jobs.claim(key, WORKER_NAME);
      const tell = () => news.tell({ job: key.job, status: 'running' });
      if (claim) await this.#hold(new HeldPiece(store, job, claim, tell));
      await this.#joinIfWhole(job);
    } catch (error) {
      if (error instanceof NotHeld) return;
      if (!(error instanceof HandedBack))
        logger.error(errorFields(error), 'a long calculation is tried again');
      // Whoever calls for it again needs no details, which might quote answers.
      throw new HandedBack();
    }
  }

  async #hold(held: HeldPiece): Promise<void> {
    const stop = new AbortController();
    this.#inHand.set(held, stop);
    if (this.#isClosing) stop.abort();
    try {
      await this.#do(held, stop.signal);
    } catch (error) {
      if (!this.#isClosing) throw error;
      await held.handBack();
      throw new HandedBack();
    } finally {
      this.#inHand.delete(held);
    }
  }

  /** What ends alike whenever it is tried ends the job. */
  async #do(held: HeldPiece, stop: AbortSignal): Promise<void> {
    const kind = this.#kinds[held.job.kind];
    try {
      if (held.tries > MOST_TRIES) throw lost();
      await kind.work(held, stop);
    } catch (error) {
      if (!(error instanceof MileError) || this.#isPassing(error, held) || stop.aborted) throw error;
      await kind.giveUp(held, error).catch((reason: unknown) => this.#fail(held, reason));
    }
  }

  #isPassing({ code }: MileError, { tries }: HeldPiece): boolean {
    return PASSING.has(code) || (MAYBE_PASSING.has(code) && tries < MOST_TRIES);
  }

  async #fail({ job: { id } }: HeldPiece, error: unknown): Promise<void> {
    if (!(error instanceof MileError)) throw error;
    const { code, message, details } = error;
    const { store, news } = this.#surroundings;
    if (await store.jobs.end(id, 'failed', JSON.stringify({ code, message, details })))
      news.tell({ job: id, status: 'failed' });
  }

  async #joinIfWhole(job: Job): Promise<void> {
    const { store, news } = this.#surroundings;
    if ((await store.jobs.countDone(job.id)) < job.pieces) return;
    if (await store.jobs.end(job.id, 'done', await this.#kinds[job.kind].join(job)))
      news.tell({ job: job.id, status: 'done' });
  }

  #letGo(job: string): void {
    for (const [held, stop] of this.#inHand) if (held.job.id === job) stop.abort();
  }
}

function lost(): MileError {
  return new MileError(
    'WORKER_FAILED',
    `The calculation was given up: ${MOST_TRIES} processes that worked on it ended without a word, perhaps for want of memory. ` +
      'Ask for less, or give the machine more memory.',
  );
}

/** The piece is to be called for again. */
class HandedBack extends Error {
  override readonly name = 'HandedBack';
}
