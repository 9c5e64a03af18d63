import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { RecordCheck, RecordPage, ToldEntry } from '#solver/contract/api/record.ts';
import type { Replay } from '#solver/contract/api/replay.ts';
import { ApiError, sentenceOf, type Api } from '../api/client.ts';

type Service = Pick<Api, 'record' | 'checkRecord' | 'matchSets' | 'verifyMatchSet' | 'replayMatchSet'>;
type SetCheck = Awaited<ReturnType<Api['verifyMatchSet']>>;

/** The record of a cohort as far as it is on screen, and what came of checking it. */
export class RecordSession {
  /** Newest first; undefined until the first answer. */
  entries = $state.raw<readonly ToldEntry[] | undefined>(undefined);
  /** Older entries are left. */
  more = $state(false);
  /** Saved sets: entries name them by their id alone. */
  sets = $state.raw<readonly MatchSetSummary[]>([]);
  /** What came of checking sets, by id. */
  setChecks = $state.raw<Readonly<Record<string, SetCheck>>>({});
  /** What came of making sets once more, by id; null while it is under way. */
  replays = $state.raw<Readonly<Record<string, Replay | null>>>({});
  check = $state.raw<RecordCheck | undefined>(undefined);
  trouble = $state<string | undefined>(undefined);
  /** Names are not told now, and the record tells names. */
  isBlind = $state(false);
  /** What entries have to be about; undefined for everything. */
  about = $state<string | undefined>(undefined);
  isChecking = $state(false);
  /** What is on screen is about something else than what is asked for. */
  #isOther = false;
  readonly #api: Service;
  readonly #cohortId: string;

  constructor(api: Service, cohortId: string) {
    this.#api = api;
    this.#cohortId = cohortId;
  }

  /** The newest part. Older ones that were read stay where they follow it without a gap. */
  async load(): Promise<void> {
    const { about } = this;
    await this.#attempt(async () => {
      const [page, sets] = await Promise.all([
        this.#api.record(this.#cohortId, { about }),
        this.#api.matchSets(this.#cohortId),
      ]);
      if (about !== this.about) return;
      this.#putBefore(page);
      this.sets = sets;
    });
  }

  async narrow(about: string | undefined): Promise<void> {
    this.about = about;
    this.#isOther = true;
    await this.load();
  }

  async loadOlder(): Promise<void> {
    const { about, entries = [] } = this;
    await this.#attempt(async () => {
      const page = await this.#api.record(this.#cohortId, { about, before: entries.at(-1)?.number });
      // Read anew or narrowed meanwhile: this part would not follow.
      if (entries !== this.entries) return;
      this.entries = [...entries, ...page.entries];
      this.more = page.more;
    });
  }

  async checkAll(): Promise<void> {
    this.isChecking = true;
    this.check = undefined;
    await this.#attempt(async () => {
      this.check = await this.#api.checkRecord();
    });
    this.isChecking = false;
  }

  async checkSet(id: string): Promise<void> {
    await this.#attempt(async () => {
      const found = await this.#api.verifyMatchSet(id);
      this.setChecks = { ...this.setChecks, [id]: found };
    });
  }

  async replay(id: string): Promise<void> {
    if (this.replays[id] === null) return;
    const { [id]: former, ...others } = this.replays;
    this.replays = { ...others, [id]: null };
    await this.#attempt(async () => {
      this.replays = { ...this.replays, [id]: await this.#api.replayMatchSet(id) };
    });
    if (this.replays[id] === null) this.replays = former ? { ...others, [id]: former } : others;
  }

  #putBefore({ entries, more }: RecordPage): void {
    const oldest = entries.at(-1)?.number ?? 0;
    const known = this.#isOther ? [] : (this.entries ?? []);
    const older = known.filter(({ number }) => number < oldest);
    const follows = older.length > 0 && known.some(({ number }) => number === oldest);
    this.entries = follows ? [...entries, ...older] : entries;
    if (!follows) this.more = more;
    this.#isOther = false;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.trouble = undefined;
    try {
      await work();
      this.isBlind = false;
    } catch (error) {
      this.isBlind = error instanceof ApiError && error.code === 'BLIND_REVIEW';
      if (!this.isBlind) this.trouble = sentenceOf(error);
    }
  }
}
