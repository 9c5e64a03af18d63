import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { DEEDS, Refused } from './kept-promises.ts';
import type { Deed, Promises } from './kept-promises.ts';

const PAUSE_MS = 50;

/** The four people of `Promises`, each doing one deed after the other. Who is told that the store is away looks until it can be seen what became of the deed. */
export class AtWork {
  readonly #promises: Promises;
  readonly #done = counts();
  readonly #told = counts();
  readonly #working: Promise<unknown>;
  #failure: unknown;
  #isEnding = false;

  constructor(promises: Promises) {
    this.#promises = promises;
    this.#working = Promise.all(DEEDS.map((deed) => this.#work(deed))).catch((error: unknown) => {
      this.#failure = error;
    });
  }

  /** Resolves once everybody has done another deed. */
  haveDone(): Promise<void> {
    return this.#haveMore(this.#done);
  }

  /** Resolves once everybody was told that the store is away, from the call on. */
  areTold(): Promise<void> {
    return this.#haveMore(this.#told);
  }

  /** Ends after the deeds under way. Throws what was not as promised. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#working;
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #haveMore(count: Record<Deed, number>): Promise<void> {
    const before = { ...count };
    await expect
      .poll(() => this.#failure ?? DEEDS.filter((deed) => count[deed] === before[deed]))
      .toEqual([]);
  }

  async #work(deed: Deed): Promise<void> {
    while (!this.#isEnding) {
      const status = await this.#promises.next(deed);
      if (status === 503) await this.#settle(deed);
      else {
        expect({ deed, status }).toEqual({ deed, status: expect.toBeOneOf([200, 201]) });
        this.#done[deed] += 1;
      }
    }
  }

  async #settle(deed: Deed): Promise<void> {
    for (;;) {
      this.#told[deed] += 1;
      try {
        return void (await this.#promises.settle(deed));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await wait(PAUSE_MS);
      }
    }
  }
}

function counts(): Record<Deed, number> {
  return Object.fromEntries(DEEDS.map((deed) => [deed, 0])) as Record<Deed, number>;
}
