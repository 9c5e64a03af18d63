import type { LabCohortRequest, LabRun, LabRunRequest } from '#solver/contract/api/lab.ts';
import { sentenceOf, type Api } from '../api/client.ts';

type Service = Pick<Api, 'labRuns' | 'followLabRun' | 'startLabRun' | 'stopLabRun' | 'openLabCohort'>;

/** Before a line to the service that broke is made anew. */
export const AGAIN_MS = 1_000;

/** Runs that are followed at once: a browser has six connections for all windows. */
const LINES = 2;

/** The runs of the Lab. They belong to the service, which tells how far they are. */
export class LabSession {
  /** Newest first; undefined until the first answer. */
  runs = $state.raw<readonly LabRun[] | undefined>(undefined);
  /** Why what was asked last could not be done. */
  #refusal = $state<string | undefined>(undefined);
  /** Why a line to a run is broken; over once one tells something again. */
  #broken = $state<string | undefined>(undefined);
  /** Something is being begun, so that a second click does not begin it twice. */
  busy = $state(false);
  readonly #api: Service;
  /** Ids of the runs that are followed. */
  #lines: readonly string[] = [];
  readonly #closed = new AbortController();

  constructor(api: Service) {
    this.#api = api;
  }

  get trouble(): string | undefined {
    return this.#refusal ?? this.#broken;
  }

  async load(): Promise<void> {
    await this.#attempt(async () => {
      this.runs = await this.#api.labRuns();
    });
    this.#followAll();
  }

  /** Id of the run that was begun; undefined where it was refused, and `trouble` says why. */
  async start(request: LabRunRequest): Promise<string | undefined> {
    const run = await this.#once(() => this.#api.startLabRun(request));
    if (!run) return undefined;
    this.runs = [run, ...(this.runs ?? [])];
    this.#followAll();
    return run.id;
  }

  /** Id of the cohort that was made; undefined where it was refused, and `trouble` says why. */
  async open(request: LabCohortRequest): Promise<string | undefined> {
    return (await this.#once(() => this.#api.openLabCohort(request)))?.id;
  }

  async stop(id: string): Promise<void> {
    await this.#attempt(() => this.#api.stopLabRun(id));
  }

  /** Listens no more. What is under way goes on. */
  close(): void {
    this.#closed.abort();
  }

  async #once<Made>(make: () => Promise<Made>): Promise<Made | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    const made = await this.#attempt(make);
    this.busy = false;
    return made;
  }

  async #attempt<Made>(work: () => Promise<Made>): Promise<Made | undefined> {
    this.#refusal = undefined;
    this.#broken = undefined;
    try {
      return await work();
    } catch (error) {
      this.#refusal = sentenceOf(error);
      return undefined;
    }
  }

  #underWay(): LabRun[] {
    return (this.runs ?? []).filter(({ status }) => status === 'waiting' || status === 'running');
  }

  /** The oldest first: what waits behind them changes when they have ended. */
  #followAll(): void {
    for (const { id } of this.#underWay().toReversed())
      if (!this.#lines.includes(id) && this.#lines.length < LINES) void this.#follow(id);
  }

  async #follow(id: string): Promise<void> {
    const { signal } = this.#closed;
    this.#lines = [...this.#lines, id];
    try {
      await this.#api.followLabRun(id, { signal, onnow: (run) => this.#take(run) });
    } catch (error) {
      if (!signal.aborted) this.#broken = sentenceOf(error);
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    this.#lines = this.#lines.filter((line) => line !== id);
    if (!signal.aborted) this.#followAll();
  }

  #take(now: LabRun): void {
    this.#broken = undefined;
    this.runs = this.runs?.map((run) => (run.id === now.id ? now : run));
  }
}
