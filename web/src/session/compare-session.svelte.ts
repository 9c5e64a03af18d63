import type { Agreement, MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { sentenceOf, type Api } from '../api/client.ts';
import { Latest } from './latest.ts';
import { remembered } from './remembered.ts';

type Verification = Awaited<ReturnType<Api['verifyMatchSet']>>;

type Service = Pick<Api, 'matchSets' | 'matchSet' | 'verifyMatchSet'>;

/** Between two looks for the word of a second engine. */
export const LOOK_AGAIN_MS = 2_000;

/** The saved sets of a cohort, and the two that are looked at side by side. */
export class CompareSession {
  /** Newest first; undefined until the first answer. */
  list = $state.raw<readonly MatchSetSummary[] | undefined>(undefined);
  /** The last two that were loaded; they stay on screen while others load. */
  shown = $state.raw<readonly [MatchSet, MatchSet] | undefined>(undefined);
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
    try {
      const list = await this.#api.matchSets(this.#cohortId);
      this.list = list.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
      this.#awaitAgreements(list);
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
  }

  /** What a second engine says of a set; null while it is asked. */
  agreementOf(id: string): Agreement | null {
    return this.list?.find((set) => set.id === id)?.agreement ?? null;
  }

  /** Asks no more by itself. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#lookAgain);
  }

  #awaitAgreements(list: readonly MatchSetSummary[]): void {
    clearTimeout(this.#lookAgain);
    if (this.#isClosed || list.every(({ agreement }) => agreement !== null)) return;
    this.#lookAgain = setTimeout(() => void this.loadList(), LOOK_AGAIN_MS);
  }

  /** Shows these two; an answer to an earlier choice is dropped. */
  async show(first: string, second: string): Promise<void> {
    this.trouble = undefined;
    this.loading = true;
    try {
      const sets = await this.#latest.ask(() => Promise.all([this.#set(first), this.#set(second)]));
      if (sets === undefined) return;
      this.shown = sets;
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
    this.loading = false;
  }

  async verify(id: string): Promise<void> {
    try {
      const verification = await this.#api.verifyMatchSet(id);
      this.verifications = { ...this.verifications, [id]: verification };
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
  }
}
