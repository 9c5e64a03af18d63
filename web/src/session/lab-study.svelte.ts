import type { LabStudyRequest, LabStudySweep } from '#solver/contract/api/lab-study.ts';
import { sentenceOf } from '../api/client.ts';
import type { StudyApi } from '../api/study-api.ts';
import { isAway } from './outbox/waiting.ts';

/** Cohorts of a study. */
export const STUDY_COHORTS = 10_000;
/** Before a line to the service that broke is made anew. */
export const AGAIN_MS = 1_000;

/** A study of invented cohorts, while its screen is open. It goes on without it, and nobody looks then. */
export class LabStudySession {
  request = $state.raw<LabStudyRequest | undefined>();
  sweep = $state.raw<LabStudySweep | undefined>();
  trouble = $state<string | undefined>();
  readonly #service: StudyApi;
  #line = new AbortController();

  constructor(service: StudyApi) {
    this.#service = service;
  }

  get isUnderWay(): boolean {
    return this.sweep?.status === 'waiting' || this.sweep?.status === 'running';
  }

  /** Takes the place of an earlier one, which ends. */
  async begin(request: LabStudyRequest): Promise<void> {
    this.close();
    this.#line = new AbortController();
    this.request = request;
    this.sweep = undefined;
    await this.#attempt(async () => {
      this.sweep = await this.#service.begin(request);
      void this.#follow(this.sweep.id, this.#line.signal);
    });
  }

  /** It ends with what there is. */
  async stop(): Promise<void> {
    const { sweep } = this;
    if (sweep) await this.#attempt(async () => void (await this.#service.stop(sweep.id)));
  }

  /** Nobody waits for it any more. */
  close(): void {
    this.#line.abort();
    if (this.isUnderWay && this.sweep) void this.#service.stop(this.sweep.id).catch(() => undefined);
  }

  async #follow(id: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.isUnderWay) {
      try {
        await this.#service.follow(id, { signal, onnow: (now) => (this.sweep = now) });
        this.trouble = undefined;
      } catch (error) {
        if (signal.aborted) return;
        this.#miss(error);
      }
      if (this.isUnderWay) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  /** A service out of reach may be back soon; whatever else was refused ends it here. */
  #miss(error: unknown): void {
    this.trouble = sentenceOf(error);
    if (!isAway(error)) this.sweep = undefined;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.trouble = undefined;
    try {
      await work();
    } catch (error) {
      this.trouble = sentenceOf(error);
    }
  }
}
