import type { Logger } from 'pino';
import { errorFields } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { LongJobs } from './long-jobs/long-jobs.ts';

/** Has every saved match solved once more by another engine. What waits is found in the store. */
export class SecondOpinions {
  readonly #store: Store;
  readonly #longJobs: LongJobs;
  readonly #logger: Logger;

  constructor(store: Store, longJobs: LongJobs, logger: Logger) {
    this.#store = store;
    this.#longJobs = longJobs;
    this.#logger = logger;
  }

  /** There may be something to confirm. Whatever goes wrong here is made good at the next save, or the next start. */
  wake(): void {
    this.#callForAll().catch((error: unknown) =>
      this.#logger.error(errorFields(error), 'asking for second opinions failed'),
    );
  }

  async #callForAll(): Promise<void> {
    const added = await this.#store.transaction(async ({ agreements, jobs }) => {
      await jobs.keepNewest('opinion', 0);
      const ids: string[] = [];
      for (const matchSet of await agreements.unconfirmed()) {
        const id = `opinion-${matchSet}`;
        const askJson = JSON.stringify({ matchSet });
        if (await jobs.add({ id, kind: 'opinion', askJson, pieces: 1 })) ids.push(id);
      }
      return ids;
    });
    for (const id of added) await this.#longJobs.call(id);
  }
}
