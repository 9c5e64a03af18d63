import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { sentenceOf, type Api } from '../../api/client.ts';
import { randomId } from '../../api/reader.ts';
import { isAway, isReaderGone, type WaitingRoom, type WaitingSet } from './waiting.ts';

interface Options {
  service: Pick<Api, 'saveMatchSet'>;
  /** Where the reader's sets wait. */
  room: WaitingRoom<WaitingSet>;
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
      await this.#options.room.put(waiting);
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
    await this.#options.room.remove(id);
    await this.#read();
  }

  async #flush(): Promise<void> {
    await this.#read();
    for (const set of this.#waiting.filter(({ refusal }) => refusal === undefined)) {
      try {
        const saved = await this.#send(set);
        await this.#options.room.remove(set.id);
        this.#options.onsaved(saved);
      } catch (error) {
        if (isAway(error) || isReaderGone(error)) return;
        await this.#options.room.put({ ...set, refusal: sentenceOf(error) });
      }
      await this.#read();
    }
  }

  #send({ id, cohortId, name, cohortVersion, policy }: WaitingSet): Promise<MatchSetSummary> {
    return this.#options.service.saveMatchSet(cohortId, { id, name, cohortVersion, policy });
  }

  async #read(): Promise<void> {
    // A browser that keeps nothing has nothing waiting.
    this.#waiting = await this.#options.room.of(this.#options.cohortId).catch(() => []);
  }
}
