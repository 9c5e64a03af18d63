import { canonicalJson, sha256 } from '../canonical-json.ts';
import type { Row } from './rows-of.ts';

const MODULUS = 1n << 256n;

/** A hash of a table that does not depend on the order in which a database tells its rows: the sum of the rows' SHA-256. */
export class TableHash {
  #rows = 0;
  #sum = 0n;

  add(rows: readonly Row[]): void {
    this.#rows += rows.length;
    for (const row of rows) this.#sum = (this.#sum + BigInt(`0x${sha256(canonicalJson(row))}`)) % MODULUS;
  }

  get rows(): number {
    return this.#rows;
  }

  /** In hexadecimal. */
  get hash(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}
