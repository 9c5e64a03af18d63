import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { ApiError, sentenceOf, type Api } from '../../api/client.ts';
import { randomId } from '../../api/reader.ts';
import { putWaiting, removeWaiting, waitingSets, type WaitingSet } from './waiting-sets.ts';

interface Options {
  service: Pick<Api, 'saveMatchSet'>;
  cohortId: string;
  /** Is told of every set that was stored after it had waited. */
  onsaved: (set: MatchSetSummary) => void;
}

/** Sets that are saved without a network: they wait on this device and are sent once the service is back, each exactly once. */
export class Outbox {
  readonly #options: Options;
  #waiting = $state.raw<readonly WaitingSet[]>([]);
  #sending: Promise<void> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** What is not stored yet; what was refused says why. */
  get waiting(): readonly WaitingSet[] {
    return this.#waiting;
  }

  /** Stores a set; where the service is away it waits. Undefined where it waits; throws what the service refuses. */
  async save(set: Omit<WaitingSet, 'id' | 'cohortId' | 'refusal'>): Promise<MatchSetSummary | undefined> {
    const { cohortId } = this.#options;
    const waiting = { ...set, id: randomId(), cohortId };
    try {
      return await this.#send(waiting);
    } catch (error) {
      if (!isAway(error)) throw error;
      await putWaiting(waiting);
      await this.#read();
      return undefined;
    }
  }

  /** Sends what waits; called when the bench opens and whenever the service is back. */
  async flush(): Promise<void> {
    this.#sending ??= this.#flush().finally(() => (this.#sending = undefined));
    await this.#sending;
  }

  async discard(id: string): Promise<void> {
    await removeWaiting(id);
    await this.#read();
  }

  async #flush(): Promise<void> {
    await this.#read();
    for (const set of this.#waiting.filter(({ refusal }) => refusal === undefined)) {
      try {
        const saved = await this.#send(set);
        await removeWaiting(set.id);
        this.#options.onsaved(saved);
      } catch (error) {
        if (isAway(error)) return;
        await putWaiting({ ...set, refusal: sentenceOf(error) });
      }
      await this.#read();
    }
  }

  #send({ id, cohortId, name, cohortVersion, policy }: WaitingSet): Promise<MatchSetSummary> {
    return this.#options.service.saveMatchSet(cohortId, { id, name, cohortVersion, policy });
  }

  async #read(): Promise<void> {
    // A browser that keeps nothing has nothing waiting.
    this.#waiting = await waitingSets(this.#options.cohortId).catch(() => []);
  }
}

function isAway(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'OFFLINE';
}
