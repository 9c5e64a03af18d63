import type { CohortChange, LiveNow, Viewer } from '#solver/contract/api/live.ts';
import { api, type Api } from '../api/client.ts';
import { windowId } from '../api/reader.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

/** What a screen hears of the cohort that it shows. */
export interface Hearing {
  /** Somebody else changed something. */
  onchange?: (change: CohortChange) => void;
  /** What stands, told whenever the line was made anew: something may have been missed. */
  onnow?: (now: LiveNow) => void;
}

/**
 * The line to the service that tells who else has the cohort on screen and what they change. One for the page. A hidden window has none:
 * nobody looks at it, and a browser has only a few connections for all its windows.
 */
export class Live {
  /** Everybody else who has the cohort on screen. */
  others = $state.raw<readonly Viewer[]>([]);
  readonly #api: Pick<Api, 'live'>;
  #hearings: readonly Hearing[] = [];
  #cohortId: string | undefined;
  #line: AbortController | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;

  constructor(service: Pick<Api, 'live'>) {
    this.#api = service;
  }

  /** From now on of this cohort; of none where the screen shows none. */
  follow(cohortId: string | undefined): void {
    if (cohortId === this.#cohortId) return;
    this.#cohortId = cohortId;
    this.renew();
  }

  /** Hangs up, and calls again where somebody looks. */
  renew(): void {
    this.#line?.abort();
    this.#line = undefined;
    clearTimeout(this.#retry);
    this.#retryMs = FIRST_RETRY_MS;
    this.others = [];
    if (this.#cohortId !== undefined && document.visibilityState === 'visible') void this.#call();
  }

  /** Gives the way to stop hearing. */
  hear(hearing: Hearing): () => void {
    this.#hearings = [...this.#hearings, hearing];
    return () => (this.#hearings = this.#hearings.filter((one) => one !== hearing));
  }

  async #call(): Promise<void> {
    const cohortId = this.#cohortId;
    if (cohortId === undefined) return;
    const line = new AbortController();
    this.#line = line;
    try {
      await this.#api.live(cohortId, {
        signal: line.signal,
        onnow: (now) => this.#heardNow(now),
        onviewers: (viewers) => (this.others = viewers.filter(({ window }) => window !== windowId)),
        onchange: (change) => this.#heardChange(change),
      });
    } catch {
      // Away, or too many listen: both are tried again, later and later.
    }
    if (this.#line !== line) return;
    this.#line = undefined;
    this.others = [];
    this.#retry = setTimeout(() => void this.#call(), this.#retryMs);
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
  }

  #heardNow(now: LiveNow): void {
    this.#retryMs = FIRST_RETRY_MS;
    for (const { onnow } of this.#hearings) onnow?.(now);
  }

  #heardChange(change: CohortChange): void {
    if (change.by?.window === windowId) return;
    for (const { onchange } of this.#hearings) onchange?.(change);
  }
}

export const live = new Live(api);
