import type { CohortUse, Postcodes, ProgrammeChange } from '#solver/contract/api/programmes.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { ApiError, type Api, sentenceOf } from '../api/client.ts';
import { notices } from '../parts/notices.svelte.ts';

/** Sections that a screen changes; each travels only where it differs. */
const SECTIONS = [
  'name',
  'description',
  'cycle',
  'retentionMonths',
  'texts',
  'dates',
  'participant',
  'mentor',
  'lists',
  'policy',
  'survey',
] as const;

interface Options {
  service: Pick<Api, 'programmes' | 'programme' | 'postcodes' | 'changeProgramme' | 'replaceProgramme'>;
  id: string;
}

/** A programme as it was saved, and as it is being changed. */
export class ProgrammeSession {
  readonly #options: Options;
  #version = 0;
  #postcodesWanted = false;

  saved = $state.raw<Programme | undefined>();
  draft = $state.raw<Programme | undefined>();
  trouble = $state<string | undefined>();
  /** Cohorts that would lose something by the last change that was refused. */
  inUse = $state.raw<readonly CohortUse[]>([]);
  busy = $state(false);

  readonly changes: ProgrammeChange = $derived(
    this.saved && this.draft ? changesBetween(this.saved, this.draft) : {},
  );
  readonly isChanged: boolean = $derived(Object.keys(this.changes).length > 0);

  constructor(options: Options) {
    this.#options = options;
  }

  load(): Promise<void> {
    const { service, id } = this.#options;
    return this.#work(async () => {
      const known = (await service.programmes()).find((one) => one.id === id);
      this.#version = known?.version ?? 1;
      const bare = await service.programme(id, this.#version);
      const programme = this.#postcodesWanted ? withPostcodes(bare, await this.#postcodes()) : bare;
      this.saved = programme;
      this.draft = programme;
    });
  }

  /** From now on the programme is read with its postcodes, which are thousands and seldom needed. */
  loadPostcodes(): Promise<void> {
    if (this.#postcodesWanted) return Promise.resolve();
    this.#postcodesWanted = true;
    return this.#work(async () => {
      const { saved, draft } = this;
      if (!saved || !draft) return;
      const postcodes = await this.#postcodes();
      this.saved = withPostcodes(saved, postcodes);
      this.draft = withPostcodes(this.draft ?? draft, postcodes);
    });
  }

  change(part: Partial<Programme>): void {
    if (this.draft) this.draft = { ...this.draft, ...part };
  }

  /** Back to what was saved. */
  discard(): void {
    this.draft = this.saved;
    this.trouble = undefined;
    this.inUse = [];
  }

  /** What the service refuses stays on screen as it is. */
  save(cohorts: 'move' | 'keep-those-in-use' = 'move'): Promise<void> {
    const { service, id } = this.#options;
    const { changes } = this;
    return this.#store(() =>
      service.changeProgramme(id, { basedOn: this.#version, cohorts, change: changes }),
    );
  }

  /** Puts a file in the place of the programme. */
  replace(programme: unknown): Promise<void> {
    const { service, id } = this.#options;
    return this.#store(() => service.replaceProgramme(id, { basedOn: this.#version, programme }));
  }

  #postcodes(): Promise<Postcodes> {
    return this.#options.service.postcodes(this.#options.id, this.#version);
  }

  async #store(send: () => Promise<{ version: number; kept: readonly string[] }>): Promise<void> {
    let kept: readonly string[] | undefined;
    await this.#work(async () => {
      ({ kept } = await send());
    });
    if (!kept) return;
    await this.load();
    const left = kept.length > 0 ? ` ${kept.join(', ')} stay as they were.` : '';
    notices.show(`The programme is saved.${left}`);
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.trouble = undefined;
    this.inUse = [];
    try {
      await work();
    } catch (error) {
      this.trouble = sentenceOf(error);
      if (error instanceof ApiError && error.code === 'PROGRAMME_IN_USE')
        this.inUse = error.details.cohorts as CohortUse[];
    } finally {
      this.busy = false;
    }
  }
}

function withPostcodes(programme: Programme, postcodes: Postcodes): Programme {
  return { ...programme, geography: { ...programme.geography, postcodes } };
}

function changesBetween(saved: Programme, draft: Programme): ProgrammeChange {
  const differ = (a: unknown, b: unknown) => a !== b && JSON.stringify(a) !== JSON.stringify(b);
  const changed = SECTIONS.filter((section) => differ(saved[section], draft[section]));
  const { postcodes: postcodesBefore, ...mapBefore } = saved.geography;
  const { postcodes, ...geography } = draft.geography;
  return {
    ...Object.fromEntries(changed.map((section) => [section, draft[section]])),
    ...(differ(mapBefore, geography) && { geography }),
    ...(differ(postcodesBefore, postcodes) && { postcodes }),
  };
}
