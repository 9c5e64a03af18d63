import type { Agreement, CohortDetail, MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { sentenceOf, type Api } from '../api/client.ts';
import { Latest } from './latest.ts';
import { remembered } from './remembered.ts';

type Verification = Awaited<ReturnType<Api['verifyMatchSet']>>;

type Service = Pick<Api, 'matchSets' | 'matchSet' | 'verifyMatchSet' | 'cohort' | 'programme'>;

/** Between two looks for the word of a second engine. */
export const LOOK_AGAIN_MS = 2_000;

/** The saved sets of a cohort, and those that are looked at side by side. */
export class CompareSession {
  /** Newest first; undefined until the first answer. */
  list = $state.raw<readonly MatchSetSummary[] | undefined>(undefined);
  /** The last that were loaded; they stay on screen while others load. */
  shown = $state.raw<readonly MatchSet[] | undefined>(undefined);
  /** The cohort of now: what new sets are made of, and what people answered. */
  cohort = $state.raw<CohortDetail | undefined>(undefined);
  programme = $state.raw<Programme | undefined>(undefined);
  loading = $state(false);
  trouble = $state<string | undefined>(undefined);
  /** What the independent checker said of a set, by id. */
  verifications = $state.raw<Readonly<Record<string, Verification>>>({});
  readonly #api: Service;
  readonly #cohortId: string;
  readonly #latest = new Latest();
  #lookAgain: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  /** Saved sets never change, so each travels once. */
  readonly #set: (id: string) => Promise<MatchSet>;

  constructor(api: Service, cohortId: string) {
    this.#api = api;
    this.#cohortId = cohortId;
    this.#set = remembered((id) => api.matchSet(id));
  }

  async loadList(): Promise<void> {
    await this.#attempt(async () => {
      const list = await this.#api.matchSets(this.#cohortId);
      this.list = list.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
      this.#awaitAgreements(list);
    });
  }

  async loadCohort(): Promise<void> {
    await this.#attempt(async () => {
      const cohort = await this.#api.cohort(this.#cohortId);
      this.programme = await this.#api.programme(cohort.programme, cohort.programmeVersion);
      this.cohort = cohort;
    });
  }

  /** What a second engine says of a set; null while it is asked. */
  agreementOf(id: string): Agreement | null {
    return this.summaryOf(id)?.agreement ?? null;
  }

  summaryOf(id: string): MatchSetSummary | undefined {
    return this.list?.find((set) => set.id === id);
  }

  /** Asks no more by itself. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#lookAgain);
  }

  #awaitAgreements(list: readonly MatchSetSummary[]): void {
    clearTimeout(this.#lookAgain);
    const isAwaited = list.some(({ agreement, kind }) => agreement === null && kind === 'best');
    if (this.#isClosed || !isAwaited) return;
    this.#lookAgain = setTimeout(() => void this.loadList(), LOOK_AGAIN_MS);
  }

  /** Shows these; an answer to an earlier choice is dropped. */
  async show(ids: readonly string[]): Promise<void> {
    this.trouble = undefined;
    this.loading = true;
    await this.#attempt(async () => {
      const sets = await this.#latest.ask(() => Promise.all(ids.map((id) => this.#set(id))));
      if (sets) this.shown = sets;
    });
    this.loading = false;
  }

  async verify(id: string): Promise<void> {
    await this.#attempt(async () => {
      const verification = await this.#api.verifyMatchSet(id);
      this.verifications = { ...this.verifications, [id]: verification };
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
  }
}
