import type { Side } from '#solver/contract/identifier.ts';
import type { Year, YearEventCreate, YearLinkGiven } from '#solver/contract/api/year.ts';
import { ApiError, sentenceOf, type Api } from '../api/client.ts';

type Service = Pick<Api, 'year' | 'writeYearEvent' | 'giveYearLink' | 'endYearLinks'>;

/** The year of a cohort as it stands, and what the reader does about it. Every step takes the service's answer: nothing is guessed here. */
export class YearSession {
  year = $state.raw<Year | undefined>();
  trouble = $state<string | undefined>();
  busy = $state(false);
  readonly #api: Service;
  readonly #cohortId: string;

  constructor(api: Service, cohortId: string) {
    this.#api = api;
    this.#cohortId = cohortId;
  }

  load(): Promise<boolean> {
    return this.#attempt(() => this.#read());
  }

  /** Others did something meanwhile; a look that fails is nothing that the reader did. */
  async look(): Promise<void> {
    await this.#read().catch(() => undefined);
  }

  /** True where it was written down; a refusal is told in `trouble`, with what others have written meanwhile. */
  write(event: YearEventCreate): Promise<boolean> {
    return this.#attempt(async () => {
      try {
        this.year = await this.#api.writeYearEvent(this.#cohortId, event);
      } catch (error) {
        if (error instanceof ApiError && error.code === 'STALE_VERSION') await this.look();
        throw error;
      }
    });
  }

  /** A new link, told this once; undefined where it was refused. */
  async giveLink(side: Side, person: string): Promise<YearLinkGiven | undefined> {
    let given: YearLinkGiven | undefined;
    await this.#attempt(async () => {
      given = await this.#api.giveYearLink(this.#cohortId, { side, person });
      await this.look();
    });
    return given;
  }

  endLinks(side: Side, person: string): Promise<boolean> {
    return this.#attempt(async () => {
      await this.#api.endYearLinks(this.#cohortId, { side, person });
      await this.look();
    });
  }

  async #read(): Promise<void> {
    this.year = await this.#api.year(this.#cohortId);
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    this.trouble = undefined;
    this.busy = true;
    try {
      await work();
      return true;
    } catch (error) {
      this.trouble = sentenceOf(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
