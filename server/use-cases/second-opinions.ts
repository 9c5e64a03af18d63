import type { Logger } from 'pino';
import type { Agreement } from '#solver/contract/api/cohorts.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Matching } from '#solver/contract/matching.ts';
import type { Pools } from '../jobs/pools.ts';
import type { SecondOpinionTask } from '../jobs/solver-tasks.ts';
import { errorFields } from '../log.ts';
import type { UnconfirmedMatchSet } from '../store/agreements.ts';
import type { Store } from '../store/store.ts';

/**
 * Has every saved match solved once more by another engine: one at a time, on a thread that gives way, and begun only while the solver
 * has nothing to do. What waits is found in the store, so it is taken up again after a restart.
 */
export class SecondOpinions {
  readonly #store: Store;
  readonly #pools: Pools;
  readonly #logger: Logger;
  readonly #end = new AbortController();
  #working: Promise<void> | undefined;
  /** Something was saved since the store was last asked. */
  #isWanted = false;

  constructor(store: Store, pools: Pools, logger: Logger) {
    this.#store = store;
    this.#pools = pools;
    this.#logger = logger;
  }

  /** There may be something to confirm. */
  wake(): void {
    this.#isWanted = true;
    this.#working ??= this.#work();
  }

  /** Begins nothing more; what is under way is given up and stays unconfirmed. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    try {
      while (this.#isWanted && !this.#end.signal.aborted) {
        this.#isWanted = false;
        await this.#confirmAll();
      }
    } catch (error) {
      this.#logger.error(errorFields(error), 'confirming match sets failed');
    }
    this.#working = undefined;
  }

  async #confirmAll(): Promise<void> {
    for (;;) {
      const next = await this.#store.agreements.nextUnconfirmed();
      if (!next) return;
      await orEnded(this.#pools.solver.idle(), this.#end.signal);
      const agreement = await orEnded(this.#confirm(next), this.#end.signal);
      if (this.#end.signal.aborted || !agreement) return;
      await this.#store.agreements.add(next.id, agreement);
      if (agreement.verdict === 'differs')
        this.#logger.error(
          { matchSet: next.id, engine: agreement.engine },
          'two engines contradict each other',
        );
    }
  }

  async #confirm({ problem_json, outcome_json, matching_json }: UnconfirmedMatchSet): Promise<Agreement> {
    const engine = otherEngine((JSON.parse(matching_json) as Matching).engine);
    const opinion = await this.#opinionOf({ problem: problem_json, outcome: outcome_json, engine });
    return { engine, ...opinion, takenAt: new Date().toISOString() };
  }

  /** A calculation that does not come to its end leaves the question open: asking again would end alike. */
  async #opinionOf(task: SecondOpinionTask): Promise<Omit<Agreement, 'engine' | 'takenAt'>> {
    try {
      return await this.#pools.background.secondOpinion(task);
    } catch (error) {
      if (!(error instanceof MileError)) throw error;
      this.#logger.warn({ task: 'secondOpinion', code: error.code }, 'a match set is left unconfirmed');
      return { version: null, verdict: 'unsettled', matched: null, score: null };
    }
  }
}

/** GLPK on the whole program, unless it had a part in what is to be confirmed: "flow+glpk". */
function otherEngine(first: string): SecondOpinionTask['engine'] {
  return first.split('+').includes('glpk') ? 'highs' : 'glpk';
}

/** What the work gives, or undefined as soon as it is to end. */
async function orEnded<Value>(work: Promise<Value>, end: AbortSignal): Promise<Value | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const onEnd = () => resolve(undefined);
  end.addEventListener('abort', onEnd);
  if (end.aborted) onEnd();
  try {
    return await Promise.race([work, promise]);
  } finally {
    end.removeEventListener('abort', onEnd);
  }
}
