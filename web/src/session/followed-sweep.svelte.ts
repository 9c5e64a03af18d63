import type { SweepOf } from '#solver/contract/api/sweeps.ts';
import { sentenceOf } from '../api/client.ts';
import type { JobWatch } from '../api/follow-job.ts';
import { isAway } from './outbox/waiting.ts';

/** Before a line to the service that broke is made anew. */
export const AGAIN_MS = 1_000;

/** Where sweeps of a kind are begun, followed and stopped. */
export interface SweepService<Request, Sweep> {
  begin: (request: Request) => Promise<Sweep>;
  follow: (id: string, watch: JobWatch<Sweep>) => Promise<void>;
  stop: (id: string) => Promise<object>;
}

/** A sweep from its beginning to its end, as long as somebody waits for it. */
export class FollowedSweep<Request, Answer> {
  request = $state.raw<Request | undefined>();
  sweep = $state.raw<SweepOf<Answer> | undefined>();
  trouble = $state<string | undefined>();
  readonly #service: SweepService<Request, SweepOf<Answer>>;
  #line = new AbortController();

  constructor(service: SweepService<Request, SweepOf<Answer>>) {
    this.#service = service;
  }

  get isUnderWay(): boolean {
    return this.sweep?.status === 'waiting' || this.sweep?.status === 'running';
  }

  /** Takes the place of an earlier one, which ends. */
  async begin(request: Request): Promise<void> {
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
