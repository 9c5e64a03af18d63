import { monotonicMs } from '../monotonic.ts';

/** Between two tellings: five a second. */
const PAUSE_MS = 200;
/** Telling may take at most about this share of the time. */
const SHARE = 0.1;

/**
 * Tells of the newest state of a long search, now and then. An answer that comes within the first pause is told of by nothing but
 * itself. `describe` is asked only for what is told.
 */
export class ProgressTeller<State> {
  readonly #tell: (text: string) => void;
  readonly #describe: (state: State) => string;
  #newest: State | undefined;
  #nextAt = monotonicMs() + PAUSE_MS;

  constructor(tell: (text: string) => void, describe: (state: State) => string) {
    this.#tell = tell;
    this.#describe = describe;
  }

  offer(state: State): void {
    this.#newest = state;
    this.catchUp();
  }

  /** Tells what has waited for its turn; asked now and then, so that the last state of many is told as well. */
  catchUp(): void {
    const begun = monotonicMs();
    if (this.#newest === undefined || begun < this.#nextAt) return;
    this.#tell(this.#describe(this.#newest));
    this.#newest = undefined;
    const ended = monotonicMs();
    this.#nextAt = ended + Math.max(PAUSE_MS, (ended - begun) / SHARE);
  }
}
