import type { Logger } from 'pino';
import type { Agreement } from '#solver/contract/api/cohorts.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Matching } from '#solver/contract/matching.ts';
import type { BackgroundJobs } from '../jobs/background-jobs.ts';
import type { SecondOpinionTask } from '../jobs/solver-tasks.ts';
import type { UnconfirmedMatchSet } from '../store/agreements.ts';
import type { Store } from '../store/store.ts';
import type { HeldPiece } from './long-jobs/held-piece.ts';
import type { KindOfJob } from './long-jobs/kind-of-job.ts';

/** Solves a saved match once more, begun only while nobody waits for the solver. */
export class OpinionWork implements KindOfJob {
  readonly #store: Store;
  readonly #background: BackgroundJobs;
  readonly #whenIdle: () => Promise<void>;
  readonly #logger: Logger;

  constructor(store: Store, background: BackgroundJobs, whenIdle: () => Promise<void>, logger: Logger) {
    this.#store = store;
    this.#background = background;
    this.#whenIdle = whenIdle;
    this.#logger = logger;
  }

  async work(held: HeldPiece, stop: AbortSignal): Promise<void> {
    await orStopped(this.#whenIdle(), stop);
    const set = await this.#store.agreements.toConfirm(matchSetOf(held));
    if (!set) return await held.finish(null);
    const engine = otherEngine((JSON.parse(set.matching_json) as Matching).engine);
    const opinion = await this.#background.secondOpinion(taskOf(set, engine), stop);
    // First of all: whoever reads the verdict finds the alarm, and it is raised also where the verdict cannot be kept.
    if (opinion.verdict === 'differs')
      this.#logger.error({ matchSet: set.id, engine }, 'two engines contradict each other');
    await this.#keep(held, { engine, ...opinion, takenAt: new Date().toISOString() });
  }

  /** A calculation that does not come to its end leaves the question open: asking again would end alike. */
  async giveUp(held: HeldPiece, { code }: MileError): Promise<void> {
    this.#logger.warn({ task: 'secondOpinion', code }, 'a match set is left unconfirmed');
    const set = await this.#store.agreements.toConfirm(matchSetOf(held));
    if (!set) return await held.finish(null);
    const engine = otherEngine((JSON.parse(set.matching_json) as Matching).engine);
    const open = { version: null, verdict: 'unsettled', matched: null, score: null } as const;
    await this.#keep(held, { engine, ...open, takenAt: new Date().toISOString() });
  }

  join(): Promise<null> {
    return Promise.resolve(null);
  }

  #keep(held: HeldPiece, agreement: Agreement): Promise<void> {
    return held.finish(null, ({ agreements }) => agreements.add(matchSetOf(held), agreement));
  }
}

function matchSetOf({ job }: HeldPiece): string {
  return (JSON.parse(job.askJson) as { matchSet: string }).matchSet;
}

function taskOf(
  { problem_json, outcome_json }: UnconfirmedMatchSet,
  engine: SecondOpinionTask['engine'],
): SecondOpinionTask {
  return { problem: problem_json, outcome: outcome_json, engine };
}

/** GLPK on the whole program, unless it had a part in what is to be confirmed: "flow+glpk". */
function otherEngine(first: string): SecondOpinionTask['engine'] {
  return first.split('+').includes('glpk') ? 'highs' : 'glpk';
}

/** Rejects as soon as the work is to end. */
async function orStopped(work: Promise<void>, stop: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onStop = () => reject(new MileError('STOPPED', 'The process ends.'));
  stop.addEventListener('abort', onStop);
  if (stop.aborted) onStop();
  try {
    await Promise.race([work, promise]);
  } finally {
    stop.removeEventListener('abort', onStop);
  }
}
