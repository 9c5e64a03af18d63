import type { Held, Retained } from '#solver/contract/api/retention.ts';
import { sentenceOf, type Api } from '../api/client.ts';

type Service = Pick<Api, 'retention' | 'runRetention'>;

/** Cohorts whose personal data is to go, and the way to let it go. */
export class RetentionSession {
  /** Those whose time is over and that still hold something, the longest over first. */
  due = $state.raw<readonly Retained[]>([]);
  isBusy = $state(false);
  trouble = $state<string | undefined>(undefined);
  readonly #api: Service;

  constructor(api: Service) {
    this.#api = api;
  }

  async load(): Promise<void> {
    this.trouble = undefined;
    try {
      this.due = (await this.#api.retention()).filter(({ isDue }) => isDue);
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
  }

  /** What went; undefined where it could not go, and `trouble` says why. */
  async run(cohort: string, name: string): Promise<Held | undefined> {
    if (this.isBusy) return undefined;
    this.isBusy = true;
    this.trouble = undefined;
    try {
      const held = await this.#api.runRetention({ cohort, name });
      this.due = this.due.filter((one) => one.cohort !== cohort);
      return held;
    } catch (error) {
      this.trouble = sentenceOf(error);
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }
}
