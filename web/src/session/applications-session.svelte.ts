import type { CohortDetail, Person } from '#solver/contract/api/cohorts.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { sentenceOf, type Api } from '../api/client.ts';
import { Latest } from './latest.ts';

type Service = Pick<Api, 'cohort' | 'programme'>;

/** The people of a cohort and the programme whose fields they answered. The last good content stays while it loads anew. */
export class ApplicationsSession {
  cohort = $state.raw<CohortDetail | undefined>(undefined);
  programme = $state.raw<Programme | undefined>(undefined);
  trouble = $state<string | undefined>(undefined);
  readonly #api: Service;
  readonly #cohortId: string;
  readonly #latest = new Latest();

  constructor(api: Service, cohortId: string) {
    this.#api = api;
    this.#cohortId = cohortId;
  }

  /** Somebody of the cohort, whether they take part or not. */
  personOf({ side, id }: { side: Side; id: string }): Person | undefined {
    const present = side === 'participant' ? this.cohort?.participantPeople : this.cohort?.mentorPeople;
    const absent = this.cohort?.absentPeople.filter((person) => person.side === side);
    return [...(present ?? []), ...(absent ?? [])].find((person) => person.id === id);
  }

  async load(): Promise<void> {
    this.trouble = undefined;
    try {
      const loaded = await this.#latest.ask(async () => {
        const cohort = await this.#api.cohort(this.#cohortId);
        return {
          cohort,
          programme: this.programme ?? (await this.#api.programme(cohort.programme, cohort.programmeVersion)),
        };
      });
      if (loaded === undefined) return;
      this.cohort = loaded.cohort;
      this.programme = loaded.programme;
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
  }
}
