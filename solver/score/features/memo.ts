/**
 * Keeps what was made for the latest keys, so that a question that differs in one part compiles that part alone.
 * Bounded: the entry unused for longest goes first.
 */
export class Memo<Value> {
  readonly #limit: number;
  readonly #entries = new Map<string, Value>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The value of this key, made now if it is not kept. A `make` that throws leaves nothing behind. */
  get<Made extends Value>(key: string, make: () => Made): Made {
    const value = this.#entries.has(key) ? (this.#entries.get(key) as Made) : make();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) this.#forgetOldest();
    return value;
  }

  #forgetOldest(): void {
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }
}
