import { MileError } from '../../contract/errors.ts';

/** Pairs that are built at most: 12 bytes each here, and several times as much in the engines. */
export const PAIR_LIMIT = 200_000_000;

const BYTES_PER_PAIR = 12;

/** Whole numbers written one after the other, in memory that grows with them. */
export class GrowingList {
  #numbers = new Int32Array(16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The memory behind the list with room for `more` beyond its length; valid until the next call. Throws TOO_MANY_PAIRS. */
  room(more: number): Int32Array {
    const needed = this.#length + more;
    if (needed > this.#numbers.length) {
      const grown = new Int32Array(Math.min(Math.max(needed, this.#numbers.length * 2), PAIR_LIMIT + more));
      grown.set(this.#numbers.subarray(0, this.#length));
      this.#numbers = grown;
    }
    return this.#numbers;
  }

  /** Says where what was written into the room ends. */
  endAt(length: number): void {
    if (length > PAIR_LIMIT) throw tooManyPairs(length);
    this.#length = length;
  }

  /** The list in memory of its own length. */
  whole(): Int32Array {
    return this.#numbers.length === this.#length ? this.#numbers : this.#numbers.slice(0, this.#length);
  }
}

/** `pairs`: how many there are at least, or by an estimate. */
export function tooManyPairs(pairs: number): MileError {
  const millions = Math.round(pairs / 1_000_000);
  const gigabytes = ((pairs * BYTES_PER_PAIR) / 1e9).toFixed(1);
  return new MileError(
    'TOO_MANY_PAIRS',
    `The rules leave about ${millions} million allowed pairs (${gigabytes} GB before solving); ${PAIR_LIMIT / 1_000_000} million is the most. ` +
      'Turn on a rule that keeps people near each other, such as the same region for all or a shorter distance, or split the cohort.',
    { pairs, limit: PAIR_LIMIT },
  );
}
