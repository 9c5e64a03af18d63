import { isUnderWay } from '#solver/contract/api/long-jobs.ts';
import type { LongJobStatus } from '#solver/contract/api/long-jobs.ts';
import type { EventStream } from './event-stream.ts';

/** Between two tellings: what is told may be put together from thousands of parts. */
const PAUSE_MS = 500;
/** News that were missed, because a connection of the database broke, are made good after this long. */
const LOOK_MS = 10_000;

export interface Standing {
  status: LongJobStatus | 'arriving';
}

/** Tells all who follow a job what stands: it is read at most so often, and once for all of them. */
export class FollowedJob {
  readonly #read: () => Promise<Standing>;
  readonly #onLeft: () => void;
  readonly #streams = new Set<EventStream>();
  readonly #looking: ReturnType<typeof setInterval>;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = PAUSE_MS;
  #isTelling = false;
  #hasNews = false;

  /** `onLeft` hears that nobody follows any more; nobody may join then. */
  constructor(read: () => Promise<Standing>, onLeft: () => void) {
    this.#read = read;
    this.#onLeft = onLeft;
    this.#looking = setInterval(() => this.hear(), LOOK_MS).unref();
  }

  /** How many follow. */
  get size(): number {
    return this.#streams.size;
  }

  /** One more, who is told at once what `now` was when it came. */
  join(stream: EventStream, now: Standing): void {
    this.#streams.add(stream);
    this.#tell([stream], now);
    // Something may have come between that look and the listening.
    this.hear();
  }

  leave(stream: EventStream): void {
    if (!this.#streams.delete(stream) || this.#streams.size > 0) return;
    clearInterval(this.#looking);
    clearTimeout(this.#pause);
    this.#onLeft();
  }

  hear(): void {
    this.#hasNews = true;
    if (!this.#isTelling && this.#streams.size > 0) void this.#look();
  }

  /** It has ended: whoever waits for that waits for no pause. */
  hearEnd(): void {
    this.#pauseMs = 0;
    this.hear();
    if (this.#pause) this.#lookOn();
  }

  /** Everybody is sent away. */
  end(): void {
    for (const stream of [...this.#streams]) this.#endWith(stream, 'bye', '{}');
  }

  async #look(): Promise<void> {
    this.#isTelling = true;
    this.#hasNews = false;
    // Who joins meanwhile may know of something newer, and is told with the next look.
    const streams = [...this.#streams];
    try {
      const now = await this.#read();
      this.#tell(
        streams.filter((stream) => this.#streams.has(stream)),
        now,
      );
    } catch {
      // The store is away, or it was removed: who comes again hears which.
      this.end();
    }
    if (this.#streams.size > 0) this.#pause = setTimeout(() => this.#lookOn(), this.#pauseMs).unref();
  }

  #lookOn(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    this.#isTelling = false;
    if (this.#hasNews) this.hear();
  }

  #tell(streams: readonly EventStream[], now: Standing): void {
    const { status } = now;
    const goesOn = status === 'arriving' || isUnderWay(status);
    const json = JSON.stringify(now);
    for (const stream of streams)
      if (goesOn) stream.offer('now', json);
      else this.#endWith(stream, 'end', json);
  }

  #endWith(stream: EventStream, event: 'bye' | 'end', json: string): void {
    stream.end(event, json);
    this.leave(stream);
  }
}
