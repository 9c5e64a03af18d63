import type { MileError } from '#solver/contract/errors.ts';
import type { Job } from '../../store/jobs.ts';
import type { Store } from '../../store/store.ts';
import type { HeldPiece } from '../long-jobs/held-piece.ts';
import type { KindOfJob } from '../long-jobs/kind-of-job.ts';
import { askOf, cutOf, joined } from './sweep.ts';
import type { DoPart, Sweep } from './sweep.ts';

/** Any sweep as a job. */
export class SweepWork<Ask, Answer> implements KindOfJob {
  readonly #store: Store;
  readonly #sweep: Sweep<Ask, Answer>;
  readonly #doPart: DoPart<Ask>;

  constructor(store: Store, sweep: Sweep<Ask, Answer>, doPart: DoPart<Ask>) {
    this.#store = store;
    this.#sweep = sweep;
    this.#doPart = doPart;
  }

  async work(held: HeldPiece, stop: AbortSignal): Promise<void> {
    const { job, piece } = held;
    const ask = askOf<Ask>(job);
    const { of, ofPiece } = cutOf(this.#sweep, ask);
    const from = piece * ofPiece;
    const part = { ask, cohortId: job.cohortId ?? '', piece, from, count: Math.min(ofPiece, of - from), of };
    await held.finish(await this.#doPart(part, stop));
  }

  giveUp(_held: HeldPiece, reason: MileError): Promise<void> {
    return Promise.reject(reason);
  }

  async join(job: Job): Promise<string | null> {
    const answer = joined(this.#sweep, job, await this.#store.jobs.done(job.id));
    return answer && JSON.stringify(answer);
  }
}
