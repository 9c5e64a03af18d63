import type { MileError } from '#solver/contract/errors.ts';
import { refuseToLoad } from '../../jobs/memory.ts';
import type { ProblemJobs } from '../../jobs/problem-jobs.ts';
import type { PackedPart } from '../../store/problems.ts';
import type { Job } from '../../store/jobs.ts';
import type { Store } from '../../store/store.ts';
import { NotHeld } from '../long-jobs/held-piece.ts';
import type { HeldPiece } from '../long-jobs/held-piece.ts';
import type { KindOfJob } from '../long-jobs/kind-of-job.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { ProgressKeeper } from './progress-keeper.ts';

/** Solves a problem file that stands in the store: one piece, whose result file is kept part by part. */
export class ProblemWork implements KindOfJob {
  readonly #store: Store;
  readonly #problems: ProblemJobs;

  constructor(store: Store, problems: ProblemJobs) {
    this.#store = store;
    this.#problems = problems;
  }

  async work(held: HeldPiece, stop: AbortSignal): Promise<void> {
    const { id } = held.job;
    const problem = await this.#store.problems.get(id);
    if (!problem) throw new NotHeld();
    const { engine, seconds } = problem;
    // Another worker may have told of more than this one has.
    await held.keep(({ problems }) => problems.putProgress(id, null));
    const parts = await this.#partsOf(id);
    const telling = new ProgressKeeper(held);
    const { answerJson, result } = await this.#problems.solve(
      { parts, engine, seconds },
      { stop, onProgress: (progress) => telling.offer(progress) },
    );
    await telling.settled();
    // A search that was stopped gives the best so far, which nobody waits for any more.
    stop.throwIfAborted();
    await keepResult(held, result);
    await held.finish(answerJson);
  }

  giveUp(_held: HeldPiece, reason: MileError): Promise<void> {
    return Promise.reject(reason);
  }

  async join({ id }: Job): Promise<string | null> {
    const [only] = await this.#store.jobs.done(id);
    return only?.resultJson ?? null;
  }

  /** Deflated as they are kept: the thread that reads them opens one after the other. */
  async #partsOf(id: string): Promise<Uint8Array[]> {
    const { parts, bytes } = await this.#store.problems.extentOf(id, 'problem');
    refuseToLoad(bytes);
    const packed: Uint8Array[] = [];
    for (let part = 0; part < parts; part += 1) {
      const content = await this.#store.problems.part(id, 'problem', part);
      if (!content) throw new NotHeld();
      packed.push(content);
    }
    return packed;
  }
}

/** One part a transaction; whoever was killed meanwhile is followed by one who begins anew. */
async function keepResult(held: HeldPiece, result: readonly PackedPart[]): Promise<void> {
  const { id } = held.job;
  await fewAtATime(async () => {
    let isMore = false;
    await held.keep(async ({ problems }) => {
      isMore = await problems.removeSomeParts(id, 'result');
    });
    return isMore;
  });
  for (const [part, content] of result.entries())
    await held.keep(({ problems }) => problems.putPart(id, 'result', part, content));
}
