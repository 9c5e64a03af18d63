import type { Side } from '#solver/contract/identifier.ts';
import type {
  RemindersSent,
  Year,
  YearEventCreate,
  YearFile,
  YearLinkGiven,
} from '#solver/contract/api/year.ts';
import { ApiError, sentenceOf, type Api } from '../api/client.ts';

type Service = Pick<
  Api,
  'year' | 'writeYearEvent' | 'giveYearLink' | 'endYearLinks' | 'yearFile' | 'mailReminders'
>;

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

  /** Undefined where it was refused. */
  async file(name: YearFile): Promise<Blob | undefined> {
    let file: Blob | undefined;
    await this.#attempt(async () => {
      file = await this.#api.yearFile(this.#cohortId, name);
      await this.look();
    });
    return file;
  }

  /** What was sent; undefined where it was refused. */
  async mailReminders(): Promise<RemindersSent | undefined> {
    let sent: RemindersSent | undefined;
    await this.#attempt(async () => {
      sent = await this.#api.mailReminders(this.#cohortId);
      await this.look();
    });
    return sent;
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
