import { api, door } from '../api/client.ts';

/** Between two attempts to reach the service again. */
export const RETRY_MS = 2_000;

/**
 * Is the service within reach? One for the page. It is away once a request did not arrive, and back once one did; meanwhile this asks now
 * and then, and at once when the browser says that the network is back.
 */
class Connection {
  /** Milliseconds since 1970; undefined while the service is within reach. */
  #awaySince = $state<number | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #whenBack = new Set<() => void>();

  get awaySince(): number | undefined {
    return this.#awaySince;
  }
  get isAway(): boolean {
    return this.#awaySince !== undefined;
  }

  constructor() {
    door.addEventListener('unreached', () => this.#wentAway());
    door.addEventListener('reached', () => this.#cameBack());
  }

  /** Listens to the browser's own switch. Gives the way to end it. */
  watch(): () => void {
    const onOffline = () => this.#wentAway();
    const onOnline = () => void this.#ask();
    addEventListener('offline', onOffline);
    addEventListener('online', onOnline);
    return () => {
      removeEventListener('offline', onOffline);
      removeEventListener('online', onOnline);
    };
  }

  /** Called whenever the service is back. Gives the way to end it. */
  whenBack(work: () => void): () => void {
    this.#whenBack.add(work);
    return () => this.#whenBack.delete(work);
  }

  #wentAway(): void {
    this.#awaySince ??= Date.now();
    this.#timer ??= setTimeout(() => void this.#ask(), RETRY_MS);
  }

  #cameBack(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.isAway) return;
    this.#awaySince = undefined;
    for (const work of this.#whenBack) work();
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // The answer, or that there is none, is told by `door`.
    await api.whoAmI().catch(() => undefined);
  }
}

export const connection = new Connection();
