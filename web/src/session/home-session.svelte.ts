import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { sentenceOf, type Api } from '../api/client.ts';

type ProgrammeSummary = Awaited<ReturnType<Api['programmes']>>[number];

type Service = Pick<Api, 'cohorts' | 'programmes' | 'createSample' | 'createCohort'>;

/** The list of cohorts and the two ways to a new one. */
export class HomeSession {
  /** Undefined until the first answer. */
  cohorts = $state.raw<readonly CohortSummary[] | undefined>(undefined);
  programmes = $state.raw<readonly ProgrammeSummary[]>([]);
  /** What is being made now, so that a second click does not make it twice. */
  making = $state<'sample' | 'cohort' | undefined>(undefined);
  trouble = $state<string | undefined>(undefined);
  readonly #api: Service;

  constructor(api: Service) {
    this.#api = api;
  }

  async load(): Promise<void> {
    this.trouble = undefined;
    try {
      const [cohorts, programmes] = await Promise.all([this.#api.cohorts(), this.#api.programmes()]);
      this.cohorts = cohorts;
      this.programmes = programmes;
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
  }

  /** Id of a new cohort with invented people; undefined where it could not be made, and `trouble` says why. */
  makeSample(): Promise<string | undefined> {
    return this.#make('sample', () => this.#api.createSample());
  }

  /** Id of a new, empty cohort; undefined where it could not be made, and `trouble` says why. */
  makeCohort(name: string, programme: string): Promise<string | undefined> {
    return this.#make('cohort', () => this.#api.createCohort({ name, programme }));
  }

  async #make(what: 'sample' | 'cohort', create: () => Promise<CohortSummary>): Promise<string | undefined> {
    if (this.making !== undefined) return undefined;
    this.making = what;
    this.trouble = undefined;
    try {
      return (await create()).id;
    } catch (error) {
      this.trouble = sentenceOf(error);
      return undefined;
    } finally {
      this.making = undefined;
    }
  }
}
