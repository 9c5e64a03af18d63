const FIRST_ROOM = 1024;
const MOST = 2 ** 31 - 1;

/** Whole numbers of 31 bits, as many as come. */
export class NumberColumn {
  #values = new Int32Array(FIRST_ROOM);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** False where the number is none of those; then it is not taken. */
  push(value: number): boolean {
    if (!Number.isInteger(value) || value < 0 || value > MOST || Object.is(value, -0)) return false;
    if (this.#length === this.#values.length) this.#grow();
    this.#values[this.#length] = value;
    this.#length += 1;
    return true;
  }

  /** What was pushed. */
  values(): Int32Array {
    return this.#values.slice(0, this.#length);
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#values.length);
    grown.set(this.#values);
    this.#values = grown;
  }
}
