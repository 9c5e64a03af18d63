/** Beyond this a partial sum moves into the exact part, so that the next whole number below 2^52 can be added safely. */
const FLUSH = 2 ** 52;

/** A sum of whole numbers of any size: plain arithmetic while it is exact, BigInt where it would not be. */
export class ExactSum {
  #flushed = 0n;
  #recent = 0;

  /** Adds a whole number within +-2^52. */
  add(value: number): void {
    this.#recent += value;
    if (Math.abs(this.#recent) >= FLUSH) this.#flush();
  }

  /** Adds a product of two safe integers. */
  addProduct(left: number, right: number): void {
    const product = left * right;
    if (Math.abs(product) < FLUSH) this.add(product);
    else this.#flushed += BigInt(left) * BigInt(right);
  }

  total(): bigint {
    this.#flush();
    return this.#flushed;
  }

  #flush(): void {
    this.#flushed += BigInt(this.#recent);
    this.#recent = 0;
  }
}

/** floor(numerator / denominator) for a positive denominator. */
export function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}
