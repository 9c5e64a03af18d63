import { ApiError, door, sentenceOf } from '../api/client.ts';

/**
 * One question put to the match, and its newest answer. The answer to a subject stays while the same subject is asked again; a newer
 * question breaks an older one off.
 */
export class Question<Answer> {
  readonly #quietMs: number;
  #answer = $state.raw<Answer | undefined>();
  #trouble = $state<string | undefined>();
  #busy = $state(false);
  /** Not a state: who asks from an effect must not depend on what it brings. */
  #subject: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  /** `quietMs`: how long nothing newer may be asked before the question goes out. */
  constructor(quietMs = 0) {
    this.#quietMs = quietMs;
  }

  get answer(): Answer | undefined {
    return this.#answer;
  }
  /** Why there is no answer, as a sentence. */
  get trouble(): string | undefined {
    return this.#trouble;
  }
  get busy(): boolean {
    return this.#busy;
  }

  ask(subject: string, put: (signal: AbortSignal) => Promise<Answer>): void {
    this.#leave();
    if (subject !== this.#subject) this.#answer = undefined;
    this.#subject = subject;
    this.#trouble = undefined;
    this.#busy = true;
    if (this.#quietMs === 0) void this.#send(put);
    else this.#timer = setTimeout(() => void this.#send(put), this.#quietMs);
  }

  /** Nothing is asked any more, and nothing is answered. */
  forget(): void {
    this.#leave();
    this.#subject = undefined;
    this.#answer = undefined;
    this.#trouble = undefined;
    this.#busy = false;
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  async #send(put: (signal: AbortSignal) => Promise<Answer>): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const answer = await put(asking.signal);
      if (asking.signal.aborted) return;
      this.#answer = answer;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.#answer = undefined;
      this.#trouble = sentenceOf(error);
      if (error instanceof ApiError && error.code === 'OFFLINE') this.#whenReached(asking.signal, put);
    }
    this.#busy = false;
  }

  /** What could not reach the service goes out again once anything does, unless something newer has been asked meanwhile. */
  #whenReached(signal: AbortSignal, put: (signal: AbortSignal) => Promise<Answer>): void {
    const again = () => {
      this.#trouble = undefined;
      this.#busy = true;
      void this.#send(put);
    };
    door.addEventListener('reached', again, { once: true, signal });
  }
}
