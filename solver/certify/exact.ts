/** A sum of whole numbers that stays exact at any size: doubles while they are exact, BigInt where they would not be. */
export class WholeSum {
  #exact = 0n;
  #partial = 0;

  /** Adds a safe integer or a BigInt. */
  add(whole: number | bigint): void {
    if (typeof whole === 'bigint') {
      this.#exact += whole;
      return;
    }
    const next = this.#partial + whole;
    if (Number.isSafeInteger(next)) {
      this.#partial = next;
      return;
    }
    this.#exact += BigInt(this.#partial);
    this.#partial = whole;
  }

  /** Adds the product of two safe integers. */
  addProduct(left: number, right: number): void {
    const product = left * right;
    this.add(Number.isSafeInteger(product) ? product : BigInt(left) * BigInt(right));
  }

  value(): bigint {
    return this.#exact + BigInt(this.#partial);
  }
}

/** floor(numerator / denominator), denominator above 0. */
export function floorQuotient(numerator: bigint, denominator: bigint): bigint {
  const truncated = numerator / denominator;
  const rest = numerator - truncated * denominator;
  return rest < 0n ? truncated - 1n : truncated;
}
