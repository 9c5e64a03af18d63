import { MileError } from '#solver/contract/errors.ts';
import { newRecordId } from './record-id.ts';

/** A search that its asker may stop. */
export interface StoppableRun {
  id: string;
  /** Milliseconds that it was given. */
  deadlineMs: number;
  stop: AbortSignal;
  end(): void;
}

/** The searches that are under way and told as events. */
export class Runs {
  readonly #ordinaryMs: number;
  readonly #longPlaces: number;
  readonly #stops = new Map<string, AbortController>();
  #long = 0;

  /** `ordinaryMs`: what a request may take. At most `longPlaces` runs at a time have longer. */
  constructor(ordinaryMs: number, longPlaces: number) {
    this.#ordinaryMs = ordinaryMs;
    this.#longPlaces = longPlaces;
  }

  /** A run of as many seconds as are asked for; of the ordinary ones without a wish, or where all long places are taken. */
  start(seconds?: number): StoppableRun {
    const wantedMs = seconds === undefined ? this.#ordinaryMs : seconds * 1_000;
    const isLong = wantedMs > this.#ordinaryMs && this.#long < this.#longPlaces;
    const id = newRecordId();
    const stop = new AbortController();
    this.#stops.set(id, stop);
    if (isLong) this.#long += 1;
    return {
      id,
      deadlineMs: isLong ? wantedMs : Math.min(wantedMs, this.#ordinaryMs),
      stop: stop.signal,
      end: () => {
        if (this.#stops.delete(id) && isLong) this.#long -= 1;
      },
    };
  }

  /** The run answers with the best it has. Throws NOT_FOUND where it has ended, or never was. */
  stop(id: string): void {
    const stop = this.#stops.get(id);
    if (!stop) throw noSuchRun(id);
    stop.abort();
  }

  /** For the end of the service. */
  stopAll(): void {
    for (const stop of this.#stops.values()) stop.abort();
  }
}

function noSuchRun(id: string): MileError {
  return new MileError(
    'NOT_FOUND',
    `There is no run "${id}" under way. It has ended already; its answer is the last event of its stream.`,
    { id },
  );
}
