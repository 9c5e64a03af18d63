import type { LabCohortRequest, LabRun, LabRunRequest } from '#solver/contract/api/lab.ts';
import { sentenceOf, type Api } from '../api/client.ts';

type Service = Pick<Api, 'labRuns' | 'labRun' | 'startLabRun' | 'stopLabRun' | 'openLabCohort'>;

/** Between two looks at a run under way. */
export const LOOK_MS = 500;

/** The runs of the Lab. They belong to the service: this only looks at them. */
export class LabSession {
  /** Newest first; undefined until the first answer. */
  runs = $state.raw<readonly LabRun[] | undefined>(undefined);
  trouble = $state<string | undefined>(undefined);
  /** Something is being begun, so that a second click does not begin it twice. */
  busy = $state(false);
  readonly #api: Service;
  #look: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(api: Service) {
    this.#api = api;
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      this.runs = await this.#api.labRuns();
    });
    this.#lookAgain();
  }

  /** Id of the run that was begun; undefined where it was refused, and `trouble` says why. */
  async start(request: LabRunRequest): Promise<string | undefined> {
    const run = await this.#once(() => this.#api.startLabRun(request));
    if (!run) return undefined;
    this.runs = [run, ...(this.runs ?? [])];
    this.#lookAgain();
    return run.id;
  }

  /** Id of the cohort that was made; undefined where it was refused, and `trouble` says why. */
  async open(request: LabCohortRequest): Promise<string | undefined> {
    return (await this.#once(() => this.#api.openLabCohort(request)))?.id;
  }

  async stop(id: string): Promise<void> {
    await this.#attempt(() => this.#api.stopLabRun(id));
  }

  /** Looks no more. What is under way goes on. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#look);
  }

  async #once<Made>(make: () => Promise<Made>): Promise<Made | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    const made = await this.#attempt(make);
    this.busy = false;
    return made;
  }

  async #attempt<Made>(work: () => Promise<Made>): Promise<Made | undefined> {
    this.trouble = undefined;
    try {
      return await work();
    } catch (error) {
      this.trouble = sentenceOf(error);
      return undefined;
    }
  }

  #underWay(): LabRun[] {
    return (this.runs ?? []).filter(({ status }) => status === 'waiting' || status === 'running');
  }

  #lookAgain(): void {
    clearTimeout(this.#look);
    if (this.#isClosed || this.#underWay().length === 0) return;
    this.#look = setTimeout(() => void this.#lookNow(), LOOK_MS);
  }

  async #lookNow(): Promise<void> {
    try {
      const news = await Promise.all(this.#underWay().map(({ id }) => this.#api.labRun(id)));
      this.runs = this.runs?.map((run) => news.find(({ id }) => id === run.id) ?? run);
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
    this.#lookAgain();
  }
}
