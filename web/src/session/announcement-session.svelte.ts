import type { AnnounceFile, Announcement, Schedule, Templates } from '#solver/contract/api/announcement.ts';
import { type Api, sentenceOf } from '../api/client.ts';

interface Options {
  service: Pick<Api, 'announcement' | 'saveAnnouncement' | 'announceFile'>;
  cohortId: string;
}

/** Letters and dates of a cohort: as they were saved, and as they are being written. */
export class AnnouncementSession {
  readonly #options: Options;

  /** As the service knows it; undefined until it has said. */
  saved = $state.raw<Announcement | undefined>();
  schedule = $state.raw<Schedule | null>(null);
  templates = $state.raw<Templates>({ participant: '', mentor: '' });
  trouble = $state<string | undefined>();
  busy = $state(false);

  readonly isChanged: boolean = $derived(
    this.saved !== undefined &&
      (JSON.stringify(this.schedule) !== JSON.stringify(this.saved.schedule) ||
        JSON.stringify(this.templates) !== JSON.stringify(this.saved.templates)),
  );

  constructor(options: Options) {
    this.#options = options;
  }

  load(): Promise<void> {
    const { service, cohortId } = this.#options;
    return this.#work(async () => this.#show(await service.announcement(cohortId)));
  }

  /** Keeps what is written; what the service refuses stays on screen as it is. */
  save(): Promise<void> {
    const { service, cohortId } = this.#options;
    const { schedule, templates, saved } = this;
    if (!saved) return Promise.resolve();
    return this.#work(async () =>
      this.#show(await service.saveAnnouncement(cohortId, { schedule, templates, basedOn: saved.version })),
    );
  }

  /** Undefined where it cannot be made; the reason is `trouble`. */
  async file(name: AnnounceFile): Promise<Blob | undefined> {
    const { service, cohortId } = this.#options;
    let file: Blob | undefined;
    await this.#work(async () => {
      file = await service.announceFile(cohortId, name);
    });
    return file;
  }

  #show(announcement: Announcement): void {
    this.saved = announcement;
    this.schedule = announcement.schedule;
    this.templates = announcement.templates;
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.trouble = undefined;
    try {
      await work();
    } catch (error) {
      this.trouble = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
